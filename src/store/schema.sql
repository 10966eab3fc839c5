-- What the migrations make, written by test/store/schema.test.ts. To be read, not to be run.

create table account (
  id text not null,
  person text not null,
  role text not null,
  password_hash text,
  password_at timestamp(3) with time zone,
  subject text,
  created_at timestamp(3) with time zone not null,
  disabled_at timestamp(3) with time zone,
  constraint account_person_key unique (person),
  constraint account_pkey primary key (id),
  constraint account_subject_key unique (subject)
);

create table account_event (
  number bigint not null,
  at timestamp(3) with time zone not null,
  person text,
  record text not null,
  hash text not null,
  constraint account_event_pkey primary key (number)
);

create table account_notice (
  id bigint not null generated always as identity,
  event bigint not null,
  recipient text not null,
  due_at timestamp(3) with time zone not null,
  attempt integer not null,
  constraint account_notice_event_fkey foreign key (event) REFERENCES account_event(number),
  constraint account_notice_pkey primary key (id)
);

create table alert (
  identity uuid not null,
  labels json not null,
  annotations json not null,
  generator_url text not null,
  rest json,
  starts_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  timeout boolean not null,
  state text not null,
  was_state text,
  group_key uuid not null,
  received_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  beside json,
  constraint alert_pkey primary key (identity),
  constraint alert_state_check check ((state = ANY (ARRAY['firing'::text, 'silenced'::text, 'beating'::text, 'resolved'::text])))
);

create table alert_group (
  key uuid not null,
  labels json not null,
  first_alert uuid,
  round integer not null,
  active integer not null,
  fired integer not null,
  changed_at timestamp(3) with time zone not null,
  told_round integer not null,
  told_firing boolean not null,
  next_count integer not null,
  incident_id text,
  claimed_by uuid,
  claimed_until timestamp(3) with time zone,
  pending boolean not null generated always as ((round <> told_round) OR ((active > 0) <> told_firing) OR ((active > 0) AND (fired >= next_count))) stored,
  constraint alert_group_pkey primary key (key)
);

create table calendar_link (
  kind text not null,
  id text not null,
  generation integer not null,
  revoked_at timestamp(3) with time zone not null,
  by text not null,
  constraint calendar_link_pkey primary key (kind, id)
);

create table challenge (
  id text not null,
  purpose text not null,
  challenge text not null,
  expires_at timestamp(3) with time zone not null,
  constraint challenge_pkey primary key (id)
);

create table channel_state (
  channel text not null,
  worked_at timestamp(3) with time zone,
  failed_at timestamp(3) with time zone,
  failure text,
  constraint channel_state_pkey primary key (channel)
);

create table checkpoint (
  number integer not null,
  at timestamp(3) with time zone not null,
  record text not null,
  hash text not null,
  signature text not null,
  constraint checkpoint_pkey primary key (number)
);

create table checkpoint_head (
  checkpoint integer not null,
  incident_id text not null,
  version integer not null,
  hash text not null,
  constraint checkpoint_head_checkpoint_fkey foreign key (checkpoint) REFERENCES checkpoint(number),
  constraint checkpoint_head_pkey primary key (checkpoint, incident_id)
);

create table contact_code (
  id bigint not null generated always as identity,
  person text not null,
  channel text not null,
  address_hash text not null,
  code_hash text not null,
  sent_at timestamp(3) with time zone not null,
  tries integer not null,
  used_at timestamp(3) with time zone,
  constraint contact_code_pkey primary key (id)
);

create table contact_proof (
  person text not null,
  channel text not null,
  address_hash text not null,
  number bigint not null generated always as identity,
  proved_at timestamp(3) with time zone not null,
  constraint contact_proof_pkey primary key (person, channel, address_hash)
);

create table dead_letter (
  id bigint not null,
  incident_id text not null,
  version integer not null,
  message text not null,
  recipient text not null,
  channel text not null,
  idempotency_key text not null,
  attempt integer not null,
  created_at timestamp(3) with time zone not null,
  reason text not null,
  at timestamp(3) with time zone not null,
  constraint dead_letter_idempotency_key_key unique (idempotency_key),
  constraint dead_letter_pkey primary key (id)
);

create table default_plan (
  single boolean not null,
  plan_hash text not null,
  constraint default_plan_pkey primary key (single),
  constraint default_plan_plan_hash_fkey foreign key (plan_hash) REFERENCES plan(hash),
  constraint default_plan_single_check check (single)
);

create table directory (
  version integer not null generated always as identity,
  source text not null,
  at timestamp(3) with time zone not null,
  by text not null,
  constraint directory_pkey primary key (version)
);

create table door (
  id text not null,
  name text not null,
  kind text not null,
  title text not null,
  mapping text,
  sealed_secret text,
  per_minute integer not null,
  bytes_max integer not null,
  enabled boolean not null,
  created_at timestamp(3) with time zone not null,
  created_by text not null,
  changed_at timestamp(3) with time zone not null,
  constraint door_bytes_max_check check ((bytes_max > 0)),
  constraint door_name_key unique (name),
  constraint door_per_minute_check check ((per_minute > 0)),
  constraint door_pkey primary key (id)
);

create table door_count (
  door text not null,
  taken bigint not null default 0,
  ignored bigint not null default 0,
  refused bigint not null default 0,
  received_at timestamp(3) with time zone,
  refused_at timestamp(3) with time zone,
  refusal text,
  constraint door_count_door_fkey foreign key (door) REFERENCES door(id) ON DELETE CASCADE,
  constraint door_count_pkey primary key (door)
);

create table door_key (
  id text not null,
  door text not null,
  hash text not null,
  hint text not null,
  created_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone,
  constraint door_key_door_fkey foreign key (door) REFERENCES door(id) ON DELETE CASCADE,
  constraint door_key_hash_key unique (hash),
  constraint door_key_pkey primary key (id)
);

create table door_payload (
  id bigint not null generated always as identity,
  door text not null,
  received_at timestamp(3) with time zone not null,
  outcome text not null,
  cause text,
  headers json not null,
  body bytea not null,
  size integer not null,
  alerts uuid[] not null,
  constraint door_payload_outcome_check check ((outcome = ANY (ARRAY['taken'::text, 'ignored'::text, 'refused'::text]))),
  constraint door_payload_pkey primary key (id)
);

create table drill (
  id text not null,
  incident_id text not null,
  scenario text not null,
  state text not null,
  speed double precision not null,
  steps_wanted integer not null,
  by text not null,
  started_at timestamp(3) with time zone not null,
  beat_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  constraint drill_incident_id_fkey foreign key (incident_id) REFERENCES incident(id),
  constraint drill_incident_id_key unique (incident_id),
  constraint drill_pkey primary key (id),
  constraint drill_state_check check ((state = ANY (ARRAY['running'::text, 'paused'::text, 'finished'::text, 'stopped'::text])))
);

create table event (
  incident_id text not null,
  version integer not null,
  at timestamp(3) with time zone not null,
  type text not null,
  record text not null,
  hash text not null,
  text_part text,
  salt text,
  constraint event_check check (((text_part IS NULL) = (salt IS NULL))),
  constraint event_pkey primary key (incident_id, version)
);

create table evidence_blob (
  sha256 text not null,
  bytes bytea not null,
  at timestamp(3) with time zone not null,
  constraint evidence_blob_pkey primary key (sha256)
);

create table hand_over_wish (
  person text not null,
  told boolean not null,
  changed_at timestamp(3) with time zone not null,
  constraint hand_over_wish_pkey primary key (person)
);

create table heartbeat (
  door text not null,
  every_seconds integer not null,
  grace_seconds integer not null,
  constraint heartbeat_door_fkey foreign key (door) REFERENCES door(id) ON DELETE CASCADE,
  constraint heartbeat_every_seconds_check check ((every_seconds > 0)),
  constraint heartbeat_grace_seconds_check check ((grace_seconds >= 0)),
  constraint heartbeat_pkey primary key (door)
);

create table idempotency (
  token_id text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  body text,
  at timestamp(3) with time zone not null,
  constraint idempotency_pkey primary key (token_id, key)
);

create table incident (
  id text not null,
  number bigint not null generated always as identity,
  version integer not null,
  head text not null,
  plan_id text not null,
  plan_hash text not null,
  wake_at timestamp(3) with time zone,
  open boolean not null,
  restricted boolean not null,
  summary json not null,
  pace json,
  drill_id text,
  constraint incident_number_key unique (number),
  constraint incident_pkey primary key (id),
  constraint incident_plan_hash_fkey foreign key (plan_hash) REFERENCES plan(hash)
);

create table incident_route (
  incident_id text not null,
  group_hash text,
  on_call text,
  last_at timestamp(3) with time zone not null,
  constraint incident_route_incident_id_fkey foreign key (incident_id) REFERENCES incident(id),
  constraint incident_route_pkey primary key (incident_id)
);

create table installation (
  key text not null,
  value text not null,
  at timestamp(3) with time zone not null,
  constraint installation_pkey primary key (key)
);

create table invitation (
  id text not null,
  kind text not null,
  secret_hash text not null,
  role text not null,
  person text,
  by text not null,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  withdrawn_at timestamp(3) with time zone,
  constraint invitation_pkey primary key (id),
  constraint invitation_secret_hash_key unique (secret_hash)
);

create table migration (
  number integer not null,
  name text not null,
  checksum text not null,
  constraint migration_pkey primary key (number)
);

create table oncall_event (
  version bigint not null generated always as identity,
  override text not null,
  rota text not null,
  person text,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  reason text,
  at timestamp with time zone not null,
  by text not null,
  constraint oncall_event_check check ((from_at < to_at)),
  constraint oncall_event_pkey primary key (version)
);

create table outbox (
  id bigint not null generated always as identity,
  incident_id text not null,
  version integer not null,
  message text not null,
  recipient text not null,
  channel text not null,
  idempotency_key text not null,
  due_at timestamp(3) with time zone not null,
  attempt integer not null,
  created_at timestamp(3) with time zone not null,
  last_error text,
  constraint outbox_idempotency_key_key unique (idempotency_key),
  constraint outbox_incident_id_version_fkey foreign key (incident_id, version) REFERENCES event(incident_id, version),
  constraint outbox_pkey primary key (id)
);

create table own_contact (
  id text not null,
  number bigint not null generated always as identity,
  person text not null,
  channel text not null,
  address_hash text not null,
  sealed text not null,
  created_at timestamp(3) with time zone not null,
  constraint own_contact_person_channel_address_hash_key unique (person, channel, address_hash),
  constraint own_contact_pkey primary key (id)
);

create table own_reach (
  person text not null,
  number bigint not null generated always as identity,
  reach text not null,
  said_at timestamp(3) with time zone not null,
  constraint own_reach_pkey primary key (person)
);

create table passkey (
  id text not null,
  account_id text not null,
  credential text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  is_backed_up boolean not null,
  name text not null,
  created_at timestamp(3) with time zone not null,
  last_used_at timestamp(3) with time zone,
  constraint passkey_account_id_fkey foreign key (account_id) REFERENCES account(id),
  constraint passkey_credential_key unique (credential),
  constraint passkey_pkey primary key (id)
);

create table plan (
  hash text not null,
  id text not null,
  version text not null,
  source text not null,
  plan json not null,
  at timestamp(3) with time zone not null,
  by text not null,
  constraint plan_pkey primary key (hash)
);

create table plan_event (
  number bigint not null,
  at timestamp(3) with time zone not null,
  plan_hash text not null,
  record text not null,
  hash text not null,
  constraint plan_event_pkey primary key (number),
  constraint plan_event_plan_hash_fkey foreign key (plan_hash) REFERENCES plan(hash)
);

create table push_subscription (
  id text not null,
  number bigint not null generated always as identity,
  person text not null,
  endpoint_hash text not null,
  sealed text not null,
  agent text not null,
  created_at timestamp(3) with time zone not null,
  reached_at timestamp(3) with time zone,
  constraint push_subscription_endpoint_hash_key unique (endpoint_hash),
  constraint push_subscription_pkey primary key (id)
);

create table recovery_code (
  account_id text not null,
  code_hash text not null,
  created_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  constraint recovery_code_account_id_fkey foreign key (account_id) REFERENCES account(id),
  constraint recovery_code_pkey primary key (account_id, code_hash)
);

create table reporter_answer (
  id bigint not null generated always as identity,
  key text not null,
  door text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamp(3) with time zone not null,
  due_at timestamp(3) with time zone,
  attempt integer not null,
  constraint reporter_answer_key_key unique (key),
  constraint reporter_answer_pkey primary key (id)
);

create table rota_beat (
  id integer not null,
  told_until timestamp(3) with time zone not null,
  wake_at timestamp(3) with time zone not null,
  mark text not null,
  constraint rota_beat_id_check check ((id = 1)),
  constraint rota_beat_pkey primary key (id)
);

create table rota_notice (
  id bigint not null generated always as identity,
  about text not null,
  recipient text not null,
  subject text not null,
  text text not null,
  created_at timestamp(3) with time zone not null,
  due_at timestamp(3) with time zone,
  attempt integer not null,
  constraint rota_notice_about_recipient_key unique (about, recipient),
  constraint rota_notice_pkey primary key (id)
);

create table routing_book (
  version integer not null generated always as identity,
  source text not null,
  at timestamp(3) with time zone not null,
  by text not null,
  constraint routing_book_pkey primary key (version)
);

create table sent_message (
  recipient text not null,
  channel text not null,
  sent_at timestamp(3) with time zone not null,
  incident_id text not null,
  is_page boolean not null
);

create table session (
  id text not null,
  account_id text not null,
  secret_hash text not null,
  way text not null,
  is_pending boolean not null,
  agent text not null,
  address text not null,
  since timestamp(3) with time zone not null,
  seen_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  constraint session_account_id_fkey foreign key (account_id) REFERENCES account(id),
  constraint session_pkey primary key (id),
  constraint session_secret_hash_key unique (secret_hash)
);

create table shown_message (
  incident_id text not null,
  version integer not null,
  recipient text not null,
  channel text not null,
  message text not null,
  reference text not null,
  shown text not null,
  shown_version integer not null,
  due_at timestamp(3) with time zone not null,
  attempt integer not null,
  constraint shown_message_incident_id_fkey foreign key (incident_id) REFERENCES incident(id),
  constraint shown_message_pkey primary key (incident_id, version, recipient, channel)
);

create table signal_inhibits (
  inhibition text not null,
  equal_hash text not null,
  key uuid not null,
  constraint signal_inhibits_key_fkey foreign key (key) REFERENCES alert_group(key) ON DELETE CASCADE,
  constraint signal_inhibits_pkey primary key (inhibition, equal_hash, key)
);

create table signal_route (
  key uuid not null,
  round integer not null,
  at timestamp(3) with time zone not null,
  book integer not null,
  outcome text not null,
  decision jsonb not null,
  again_at timestamp(3) with time zone,
  fired jsonb not null,
  constraint signal_route_key_fkey foreign key (key) REFERENCES alert_group(key) ON DELETE CASCADE,
  constraint signal_route_outcome_check check ((outcome = ANY (ARRAY['opened'::text, 'joined'::text, 'held'::text, 'dropped'::text, 'quiet'::text]))),
  constraint signal_route_pkey primary key (key)
);

create table silence (
  id uuid not null,
  starts_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  body json not null,
  constraint silence_pkey primary key (id)
);

create table stopped_number (
  number text not null,
  stopped_at timestamp(3) with time zone not null,
  constraint stopped_number_pkey primary key (number)
);

create table swap_event (
  version bigint not null generated always as identity,
  swap text not null,
  rota text not null,
  asker text not null,
  asked text not null,
  from_at timestamp(3) with time zone not null,
  to_at timestamp(3) with time zone not null,
  back_from_at timestamp(3) with time zone,
  back_to_at timestamp(3) with time zone,
  reason text,
  what text not null,
  at timestamp(3) with time zone not null,
  by text not null,
  constraint swap_event_check check ((from_at < to_at)),
  constraint swap_event_check1 check (((back_from_at IS NULL) = (back_to_at IS NULL))),
  constraint swap_event_check2 check ((back_from_at < back_to_at)),
  constraint swap_event_pkey primary key (version),
  constraint swap_event_what_check check ((what = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
);

create table test_page (
  id text not null,
  person text not null,
  asked_by text not null,
  sent_at timestamp(3) with time zone not null,
  answered_at timestamp(3) with time zone,
  constraint test_page_pkey primary key (id)
);

create table test_page_try (
  test_page text not null,
  channel text not null,
  delivered boolean not null,
  detail text not null,
  ended_at timestamp(3) with time zone not null,
  constraint test_page_try_pkey primary key (test_page, channel),
  constraint test_page_try_test_page_fkey foreign key (test_page) REFERENCES test_page(id)
);

create table token (
  id text not null,
  name text not null,
  secret_hash text not null,
  scopes text[] not null,
  person text,
  created_at timestamp(3) with time zone not null,
  last_used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  constraint token_pkey primary key (id),
  constraint token_secret_hash_key unique (secret_hash)
);

create table totp (
  account_id text not null,
  secret text not null,
  last_step bigint not null,
  created_at timestamp(3) with time zone not null,
  confirmed_at timestamp(3) with time zone,
  constraint totp_account_id_fkey foreign key (account_id) REFERENCES account(id),
  constraint totp_pkey primary key (account_id)
);

CREATE INDEX account_event_by_person ON public.account_event USING btree (person, number);
CREATE INDEX account_notice_due ON public.account_notice USING btree (due_at);
CREATE INDEX alert_by_group ON public.alert USING btree (group_key);
CREATE INDEX alert_group_pending ON public.alert_group USING btree (key) WHERE pending;
CREATE INDEX alert_unresolved ON public.alert USING btree (identity) WHERE (state <> 'resolved'::text);
CREATE INDEX challenge_by_age ON public.challenge USING btree (expires_at);
CREATE INDEX checkpoint_head_newest ON public.checkpoint_head USING btree (incident_id, version);
CREATE INDEX contact_code_by_person ON public.contact_code USING btree (person, sent_at);
CREATE INDEX door_key_by_door ON public.door_key USING btree (door);
CREATE INDEX door_payload_by_alert ON public.door_payload USING gin (alerts);
CREATE INDEX door_payload_by_door ON public.door_payload USING btree (door, id);
CREATE INDEX drill_under_way ON public.drill USING btree (beat_at) WHERE (ended_at IS NULL);
CREATE INDEX event_page_sent ON public.event USING btree (at) WHERE (type = 'page-sent'::text);
CREATE INDEX event_published ON public.event USING gin (to_tsvector('simple'::regconfig, replace(text_part, '\n'::text, ' '::text))) WHERE (type = 'published'::text);
CREATE INDEX idempotency_by_age ON public.idempotency USING btree (at);
CREATE INDEX incident_open ON public.incident USING btree (number) WHERE open;
CREATE INDEX incident_restricted ON public.incident USING btree (number) WHERE restricted;
CREATE INDEX incident_route_by_group ON public.incident_route USING btree (group_hash, last_at) WHERE (group_hash IS NOT NULL);
CREATE INDEX incident_to_wake ON public.incident USING btree (wake_at) WHERE (wake_at IS NOT NULL);
CREATE INDEX oncall_event_override ON public.oncall_event USING btree (override, version);
CREATE INDEX outbox_due ON public.outbox USING btree (due_at);
CREATE INDEX passkey_by_account ON public.passkey USING btree (account_id);
CREATE INDEX plan_by_id ON public.plan USING btree (id, at);
CREATE INDEX plan_event_by_plan ON public.plan_event USING btree (plan_hash, number);
CREATE INDEX push_subscription_by_person ON public.push_subscription USING btree (person);
CREATE INDEX reporter_answer_by_recipient ON public.reporter_answer USING btree (recipient, created_at);
CREATE INDEX reporter_answer_due ON public.reporter_answer USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX rota_notice_due ON public.rota_notice USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX sent_message_recent ON public.sent_message USING btree (recipient, channel, sent_at);
CREATE INDEX session_open ON public.session USING btree (account_id) WHERE (ended_at IS NULL);
CREATE INDEX shown_message_by_due ON public.shown_message USING btree (due_at);
CREATE INDEX signal_inhibits_by_key ON public.signal_inhibits USING btree (key);
CREATE INDEX signal_route_again ON public.signal_route USING btree (again_at) WHERE (again_at IS NOT NULL);
CREATE INDEX silence_by_end ON public.silence USING btree (ends_at);
CREATE UNIQUE INDEX swap_event_answer ON public.swap_event USING btree (swap) WHERE (what <> 'offered'::text);
CREATE INDEX swap_event_swap ON public.swap_event USING btree (swap, version);
CREATE INDEX test_page_by_person ON public.test_page USING btree (person, sent_at);
