-- Doors for senders: each with its own keys, limits and, where the sender signs what it posts, a secret that both know.
create table door (
  id text primary key,
  -- In its address, and the label of what came through it.
  name text not null unique,
  kind text not null,
  title text not null,
  -- How payloads of no known form are read: the text, as it was written.
  mapping text,
  -- Has to be read again to verify a signature, and so is sealed and not hashed.
  sealed_secret text,
  per_minute integer not null check (per_minute > 0),
  bytes_max integer not null check (bytes_max > 0),
  enabled boolean not null,
  created_at timestamptz(3) not null,
  created_by text not null,
  changed_at timestamptz(3) not null
);

-- Several while a door's key is changed: the old one still opens until its end.
create table door_key (
  id text primary key,
  door text not null references door on delete cascade,
  -- SHA-256 in hex: whoever reads this table can open nothing.
  hash text not null unique,
  -- The last characters, by which people tell keys apart.
  hint text not null,
  created_at timestamptz(3) not null,
  ends_at timestamptz(3)
);
create index door_key_by_door on door_key (door);

-- What came of what was posted, apart from the door, since it is written all the time.
create table door_count (
  door text primary key references door on delete cascade,
  taken bigint not null default 0,
  ignored bigint not null default 0,
  refused bigint not null default 0,
  received_at timestamptz(3),
  refused_at timestamptz(3),
  refusal text
);

-- What was posted, as it came. No foreign key: what came through a door outlives it, for as long as its alerts are kept.
create table door_payload (
  id bigint generated always as identity primary key,
  door text not null,
  received_at timestamptz(3) not null,
  outcome text not null check (outcome in ('taken', 'ignored', 'refused')),
  cause text,
  headers json not null,
  body bytea not null,
  -- Of the body as it came; what was too long to be kept is cut.
  size integer not null,
  alerts uuid[] not null
);
create index door_payload_by_door on door_payload (door, id);
create index door_payload_by_alert on door_payload using gin (alerts);

-- What a report says that is not its identity: urgency, systems, further labels. Null for Alertmanager's alerts.
alter table alert add column beside json;
