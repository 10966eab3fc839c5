-- Who may sign in. One account for each person of the directory; what they may do follows from the role. Never deleted: the
-- record names who acted.
create table account (
  id text primary key,
  person text not null unique,
  role text not null,
  -- In the PHC format, with the parameters it was made with.
  password_hash text,
  password_at timestamptz(3),
  -- Issuer and subject at the identity provider, once they have signed in through it.
  subject text unique,
  created_at timestamptz(3) not null,
  disabled_at timestamptz(3)
);

-- A browser that somebody is signed in with. Only the hash of its secret is kept.
create table session (
  id text primary key,
  account_id text not null references account (id),
  secret_hash text not null unique,
  way text not null,
  -- The password was right, and a second factor is still wanted.
  is_pending boolean not null,
  agent text not null,
  address text not null,
  since timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index session_open on session (account_id) where ended_at is null;

-- Public keys of authenticators (WebAuthn).
create table passkey (
  id text primary key,
  account_id text not null references account (id),
  credential text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  is_backed_up boolean not null,
  name text not null,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3)
);
create index passkey_by_account on passkey (account_id);

-- The secret of an authenticator app, encrypted; `last_step` so that each code works once.
create table totp (
  account_id text primary key references account (id),
  secret text not null,
  last_step bigint not null,
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3)
);

create table recovery_code (
  account_id text not null references account (id),
  code_hash text not null,
  created_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (account_id, code_hash)
);

-- A link that lets somebody in once. `set-up` is the first owner's, which has no person yet.
create table invitation (
  id text primary key,
  kind text not null,
  secret_hash text not null unique,
  role text not null,
  person text,
  by text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  withdrawn_at timestamptz(3)
);

-- What a browser was asked to sign with a passkey; taken once.
create table challenge (
  id text primary key,
  purpose text not null,
  challenge text not null,
  expires_at timestamptz(3) not null
);
create index challenge_by_age on challenge (expires_at);

-- What happened to accounts, in order, each record hashed over the one before.
create table account_event (
  number bigint primary key,
  at timestamptz(3) not null,
  person text,
  record text not null,
  hash text not null
);
create index account_event_by_person on account_event (person, number);

-- Mails about accounts that are still to go out: what a record says, to one person.
create table account_notice (
  id bigint generated always as identity primary key,
  event bigint not null references account_event (number),
  recipient text not null,
  due_at timestamptz(3) not null,
  attempt integer not null
);
create index account_notice_due on account_notice (due_at);

-- Keys of repetitions belong to sessions too.
alter table idempotency drop constraint idempotency_token_id_fkey;
