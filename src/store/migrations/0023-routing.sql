-- What becomes of signals: the book of rules, each version as it was saved. The newest counts.
create table routing_book (
  version integer generated always as identity primary key,
  source text not null,
  at timestamptz(3) not null,
  by text not null
);

-- What the book made of a group of alerts when it last began to fire. Groups that no book was asked about have no row.
create table signal_route (
  key uuid primary key references alert_group on delete cascade,
  round integer not null,
  at timestamptz(3) not null,
  -- The version of the book; 0 where there was none.
  book integer not null,
  outcome text not null check (outcome in ('opened', 'joined', 'held', 'dropped', 'quiet')),
  -- What the rules said, what could not be followed, and why it is quiet.
  decision jsonb not null,
  -- While it is quiet: when to look at it again.
  again_at timestamptz(3),
  -- When it began to fire, the last few times, in milliseconds since 1970.
  fired jsonb not null
);
create index signal_route_again on signal_route (again_at) where again_at is not null;

-- Groups that fire and inhibit others, by what must be the same in both. Values are long: their hash stands here.
create table signal_inhibits (
  inhibition text not null,
  equal_hash text not null,
  key uuid not null references alert_group on delete cascade,
  primary key (inhibition, equal_hash, key)
);
create index signal_inhibits_by_key on signal_inhibits (key);

-- Which further signals join an incident, where rules say so.
create table incident_route (
  incident_id text primary key references incident,
  -- Of the rule and the values by which it groups; null where the plan alone says who joins.
  group_hash text,
  on_call text,
  last_at timestamptz(3) not null
);
create index incident_route_by_group on incident_route (group_hash, last_at) where group_hash is not null;
