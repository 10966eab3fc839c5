-- Messages that a channel can change in place: a page's message shows who answered it. Of incidents that have ended none are left.
create table shown_message (
  incident_id text not null references incident (id),
  version integer not null,
  recipient text not null,
  channel text not null,
  -- The page's or message's id in its event.
  message text not null,
  -- What the channel calls it.
  reference text not null,
  -- How things stand as it shows them, and of which version of the incident that was read.
  shown text not null,
  shown_version integer not null,
  -- Not looked at again before; a node that works on it moves this on.
  due_at timestamptz(3) not null,
  attempt integer not null,
  primary key (incident_id, version, recipient, channel)
);
create index shown_message_by_due on shown_message (due_at);

-- Numbers that have answered STOP: nothing is written to them until they answer START.
create table stopped_number (
  number text primary key,
  stopped_at timestamptz(3) not null
);

-- How each channel fared last, whichever node used it.
create table channel_state (
  channel text primary key,
  worked_at timestamptz(3),
  failed_at timestamptz(3),
  failure text
);
