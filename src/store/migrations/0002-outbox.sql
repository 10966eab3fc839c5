-- Messages that are still to be delivered. No text: it is rendered from the event at delivery, so that a redaction reaches it.
-- A claim moves `due_at` forward, so that lease, retry and schedule are one column and one index.
create table outbox (
  id bigint generated always as identity primary key,
  incident_id text not null,
  version integer not null,
  message text not null,
  recipient text not null,
  channel text not null,
  idempotency_key text not null unique,
  due_at timestamptz(3) not null,
  attempt integer not null,
  created_at timestamptz(3) not null,
  last_error text,
  foreign key (incident_id, version) references event (incident_id, version)
);
create index outbox_due on outbox (due_at);

-- Messages that were given up, as they were, until someone sends them again.
create table dead_letter (
  id bigint primary key,
  incident_id text not null,
  version integer not null,
  message text not null,
  recipient text not null,
  channel text not null,
  idempotency_key text not null unique,
  attempt integer not null,
  created_at timestamptz(3) not null,
  reason text not null,
  at timestamptz(3) not null
);
