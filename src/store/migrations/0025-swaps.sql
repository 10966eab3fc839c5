-- One asks another to take a turn. Nothing changes until they say yes: then it is an override, and this says how it came to be.
create table swap_event (
  version bigint generated always as identity primary key,
  swap text not null,
  rota text not null,
  asker text not null,
  asked text not null,
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  -- What the asker takes in return; both, or neither.
  back_from_at timestamptz(3),
  back_to_at timestamptz(3),
  reason text,
  what text not null check (what in ('offered', 'accepted', 'declined', 'withdrawn')),
  at timestamptz(3) not null,
  by text not null,
  check (from_at < to_at),
  check ((back_from_at is null) = (back_to_at is null)),
  check (back_from_at < back_to_at)
);
create index swap_event_swap on swap_event (swap, version);
-- An offer is answered once, whoever is faster.
create unique index swap_event_answer on swap_event (swap) where what <> 'offered';

-- How often the address of a calendar was made anew: those from before are good no longer.
create table calendar_link (
  kind text not null,
  id text not null,
  generation integer not null,
  revoked_at timestamptz(3) not null,
  by text not null,
  primary key (kind, id)
);

-- Who does not want to be told that their turn begins.
create table hand_over_wish (
  person text primary key,
  told boolean not null,
  changed_at timestamptz(3) not null
);

-- Until when hand-overs have been told of, and when rotas are looked at next: the one instant by which they are woken.
create table rota_beat (
  id integer primary key check (id = 1),
  told_until timestamptz(3) not null,
  wake_at timestamptz(3) not null,
  -- What the directory and the overrides were when that was worked out.
  mark text not null
);

-- What somebody is told about turns. A row stays for a while after it went out, so that nothing is told twice.
create table rota_notice (
  id bigint generated always as identity primary key,
  about text not null,
  recipient text not null,
  subject text not null,
  text text not null,
  created_at timestamptz(3) not null,
  -- Null: it has gone out, or it never will.
  due_at timestamptz(3),
  attempt integer not null,
  unique (about, recipient)
);
create index rota_notice_due on rota_notice (due_at) where due_at is not null;

create index event_page_sent on event (at) where type = 'page-sent';
