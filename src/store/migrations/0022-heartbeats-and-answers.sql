-- Signs of life that are expected, each through a door of its own. When one was last heard is in its alert.
create table heartbeat (
  door text primary key references door on delete cascade,
  every_seconds integer not null check (every_seconds > 0),
  grace_seconds integer not null check (grace_seconds >= 0)
);

-- What is answered by mail to people outside who reported something: before there is an incident, and whether or not there will be.
create table reporter_answer (
  id bigint generated always as identity primary key,
  -- One answer to one report, however often that comes.
  key text not null unique,
  door text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamptz(3) not null,
  -- Null: it has gone out, or never will.
  due_at timestamptz(3),
  attempt integer not null
);
create index reporter_answer_due on reporter_answer (due_at) where due_at is not null;
create index reporter_answer_by_recipient on reporter_answer (recipient, created_at);
