-- What has lately gone to whom over which channel, so that every node keeps the same limits. Nothing is read of it after three hours.
create table sent_message (
  recipient text not null,
  channel text not null,
  sent_at timestamptz(3) not null,
  incident_id text not null,
  is_page boolean not null
);

create index sent_message_recent on sent_message (recipient, channel, sent_at);
