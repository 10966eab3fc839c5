-- Who took over from whom, and who took it back: what was said is kept, in order.
create table oncall_event (
  version  bigint generated always as identity primary key,
  override text not null,
  rota     text not null,
  -- Null: the override is withdrawn.
  person   text,
  from_at  timestamptz not null,
  to_at    timestamptz not null,
  reason   text,
  at       timestamptz not null,
  by       text not null,
  check (from_at < to_at)
);
create index oncall_event_override on oncall_event (override, version);
