-- What machines report. Alerts are not events: they come in their thousands a second, and only what becomes of a group
-- of them reaches an incident's log.
-- `identity` is the first half of the SHA-256 of `labels`, which is kept as the very text that was hashed: json, not jsonb.
-- Prometheus' own fingerprint has 64 bits that anyone can collide on purpose; an alert hidden behind another would page no one.
-- `was_state` is the state before the last write. So the statement that writes an alert knows whether it changed,
-- whichever node wrote it before, and counts its group in the same breath.
create table alert (
  identity uuid primary key,
  labels json not null,
  annotations json not null,
  generator_url text not null,
  rest json,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  timeout boolean not null,
  state text not null check (state in ('firing', 'silenced', 'beating', 'resolved')),
  was_state text,
  group_key uuid not null,
  received_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
) with (fillfactor = 90);
-- What a node reads into memory when it starts, whatever the number of alerts that are over.
create index alert_unresolved on alert (identity) where state <> 'resolved';

-- Alerts that are one signal. `round` counts how often the group has begun to fire, `fired` the alerts that have fired
-- in this round, `active` those that fire now. `told_round`, `told_firing` and `next_count` say what the keeper of
-- the incidents has been told; while that is not all, the row is pending and some node owes the telling, through any crash.
create table alert_group (
  key uuid primary key,
  labels json not null,
  first_alert uuid,
  round integer not null,
  active integer not null,
  fired integer not null,
  changed_at timestamptz(3) not null,
  told_round integer not null,
  told_firing boolean not null,
  next_count integer not null,
  incident_id text,
  claimed_by uuid,
  claimed_until timestamptz(3),
  pending boolean not null generated always as (
    round <> told_round or (active > 0) <> told_firing or (active > 0 and fired >= next_count)
  ) stored
) with (fillfactor = 70);
-- By key alone: with `claimed_until` in it every claim would rewrite the index.
create index alert_group_pending on alert_group (key) where pending;

create table silence (
  id uuid primary key,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  -- matchers, createdBy, comment: texts of strangers, with characters that `text` does not take.
  body json not null
);
create index silence_by_end on silence (ends_at);
