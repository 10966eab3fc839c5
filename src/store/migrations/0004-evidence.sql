-- Signed statements of where each log ended. `record` is the very text that was hashed and signed.
create table checkpoint (
  number integer primary key,
  at timestamptz(3) not null,
  record text not null,
  hash text not null,
  signature text not null
);

-- The heads that a checkpoint commits to. No reference to `incident`: the name of one that vanished must stay.
create table checkpoint_head (
  checkpoint integer not null references checkpoint (number),
  incident_id text not null,
  version integer not null,
  hash text not null,
  primary key (checkpoint, incident_id)
);
create index checkpoint_head_newest on checkpoint_head (incident_id, version);

-- Evidence by its content. Kept for ever: no statement of the program deletes from here.
create table evidence_blob (
  sha256 text primary key,
  bytes bytea not null,
  at timestamptz(3) not null
);
