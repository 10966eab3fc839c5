-- Addresses at which people said themselves that they are reached. They are theirs: sealed, and known by a hash with a key.
create table own_contact (
  id text primary key,
  -- Grows with each, so that who keeps them in memory notices every change.
  number bigint generated always as identity,
  person text not null,
  channel text not null,
  address_hash text not null,
  sealed text not null,
  created_at timestamptz(3) not null,
  unique (person, channel, address_hash)
);

-- That somebody is reached at an address, of theirs or of the directory: they gave back the code that was sent there.
create table contact_proof (
  person text not null,
  channel text not null,
  address_hash text not null,
  number bigint generated always as identity,
  proved_at timestamptz(3) not null,
  primary key (person, channel, address_hash)
);

-- Codes that were sent, the last of each address counts. Rows stay for a while, so that messages can be counted.
create table contact_code (
  id bigint generated always as identity primary key,
  person text not null,
  channel text not null,
  address_hash text not null,
  code_hash text not null,
  sent_at timestamptz(3) not null,
  tries integer not null,
  used_at timestamptz(3)
);
create index contact_code_by_person on contact_code (person, sent_at);

-- How somebody wants to be reached.
create table own_reach (
  person text primary key,
  number bigint generated always as identity,
  reach text not null,
  said_at timestamptz(3) not null
);

-- Messages that only try whether somebody is reached, and what became of them.
create table test_page (
  id text primary key,
  person text not null,
  asked_by text not null,
  sent_at timestamptz(3) not null,
  answered_at timestamptz(3)
);
create index test_page_by_person on test_page (person, sent_at);

create table test_page_try (
  test_page text not null references test_page (id),
  channel text not null,
  delivered boolean not null,
  detail text not null,
  ended_at timestamptz(3) not null,
  primary key (test_page, channel)
);
