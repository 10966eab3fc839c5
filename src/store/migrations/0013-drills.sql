-- A drill plays a scenario on the live engine. What it has of its own is which scenario, how fast, and how it ended.
create table drill (
  id text primary key,
  incident_id text not null unique references incident (id),
  scenario text not null,
  state text not null check (state in ('running', 'paused', 'finished', 'stopped')),
  speed double precision not null,
  -- How often somebody asked for the next step while it was paused.
  steps_wanted integer not null,
  by text not null,
  started_at timestamptz(3) not null,
  -- The node that plays it was alive then.
  beat_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index drill_under_way on drill (beat_at) where ended_at is null;

-- Both or neither: how an incident's own time follows from real time, and the drill that makes it do so.
alter table incident
  add column pace json,
  add column drill_id text;
