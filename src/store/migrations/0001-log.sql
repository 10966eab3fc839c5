-- Plans as they were when incidents were pinned to them. Never updated, never deleted.
-- `json` and not `jsonb`: jsonb refuses the character U+0000, and a hostile label must not stop an append.
create table plan (
  hash text primary key,
  id text not null,
  version text not null,
  source text not null,
  plan json not null,
  at timestamptz(3) not null,
  by text not null
);
create index plan_by_id on plan (id, at);

-- The one plan that an incident gets when nothing says otherwise.
create table default_plan (
  single boolean primary key check (single),
  plan_hash text not null references plan (hash)
);

-- One row for each log: where it ends, and when it wants to be woken. Everything else about an incident is in its events.
-- `summary` is what lists show, and holds no free text: a redaction could not reach it here.
create table incident (
  id text primary key,
  number bigint generated always as identity unique,
  version integer not null,
  head text not null,
  plan_id text not null,
  plan_hash text not null references plan (hash),
  wake_at timestamptz(3),
  open boolean not null,
  restricted boolean not null,
  summary json not null
);
create index incident_to_wake on incident (wake_at) where wake_at is not null;
create index incident_open on incident (number) where open;

-- `record` is the very text that was hashed. `text_part` is text and not json for the same reason: its bytes are committed to.
-- No reference to `incident`: an append locks that row first, and the check cost a quarter of the wakes per second.
create table event (
  incident_id text not null,
  version integer not null,
  at timestamptz(3) not null,
  type text not null,
  record text not null,
  hash text not null,
  text_part text,
  salt text,
  primary key (incident_id, version),
  check ((text_part is null) = (salt is null))
);

-- The library: what was published, found by its words. A line break stands as \n in the text part and must not stick to a word.
create index event_published on event using gin (to_tsvector('simple', replace(text_part, '\n', ' ')))
  where type = 'published';
