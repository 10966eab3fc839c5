-- Who holds which position and how they are reached; the newest version counts.
create table directory (
  version integer generated always as identity primary key,
  source text not null,
  at timestamptz(3) not null,
  by text not null
);

-- Only the hash of a secret is kept. A token is never deleted: the log names what acted.
create table token (
  id text primary key,
  name text not null,
  secret_hash text not null unique,
  scopes text[] not null,
  person text,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);

-- What was answered to a request that carried an Idempotency-Key. `status` is null only inside the transaction that answers it.
create table idempotency (
  token_id text not null references token (id),
  key text not null,
  fingerprint text not null,
  status integer,
  body text,
  at timestamptz(3) not null,
  primary key (token_id, key)
);
create index idempotency_by_age on idempotency (at);

-- What makes this installation itself: its signing key, the secret of its links.
create table installation (
  key text primary key,
  value text not null,
  at timestamptz(3) not null
);
