-- What happened to versions of plans besides being kept: proposed, approved, declined, put in force. Nothing here is ever updated or
-- deleted; each record is hashed over the one before.
create table plan_event (
  number bigint primary key,
  at timestamptz(3) not null,
  plan_hash text not null references plan (hash),
  record text not null,
  hash text not null
);
create index plan_event_by_plan on plan_event (plan_hash, number);
