-- Browsers that somebody wants to be notified on (RFC 8030). Where they are reached is a secret of theirs: sealed, and known by a hash.
create table push_subscription (
  id text primary key,
  -- Grows with each, so that who keeps them in memory notices every change.
  number bigint generated always as identity,
  person text not null,
  endpoint_hash text not null unique,
  sealed text not null,
  agent text not null,
  created_at timestamptz(3) not null,
  -- When something last reached it.
  reached_at timestamptz(3)
);
create index push_subscription_by_person on push_subscription (person);
