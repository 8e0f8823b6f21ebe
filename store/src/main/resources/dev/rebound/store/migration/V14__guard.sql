-- The guard's hand on a bounce: which opening of a circuit held it, and what has become of that (HELD, RELEASED, ROLLED_BACK).
alter table messages add column circuit integer;
alter table messages add column hold_standing text;

create index messages_by_circuit on messages (circuit, id, hold_standing) where circuit is not null;
create index messages_held on messages (account, email, circuit) where hold_standing = 'HELD';

-- Openings of circuits. key: what for. failures, good, outside_from, before: what was counted when it opened, from how many on it
-- does, and how many there were in seven days. last_outside: when failures were last outside their band. held_back: whether what
-- had come before the opening is held too. settlement: what becomes of the bounces that it held; settled_to: the message up
-- to which that has been done, null once it is for all.
create table circuits (
  id           integer primary key,
  key          text    not null,
  opened_at    integer not null,
  failures     integer not null,
  good         integer not null,
  outside_from integer not null,
  before       integer not null,
  last_outside integer not null,
  kept_open    integer not null check (kept_open in (0, 1)),
  held_back    integer not null check (held_back in (0, 1)),
  closed_at    integer,
  closed_by    text,
  muted_until  integer,
  settlement   text,
  settled_to   integer
) strict;

create unique index circuits_open on circuits (key) where closed_at is null;
create index circuits_by_closing on circuits (closed_at) where closed_at is not null;
create index circuits_unfinished on circuits (id) where held_back = 0 or settled_to is not null;

-- Failures by what they are counted under. minute, hour: since 1970 (UTC). writer: each process has rows of its own, so that none
-- waits for another. held: how many of them a circuit held.
create table guard_minutes (
  key      text    not null,
  minute   integer not null,
  writer   integer not null,
  failures integer not null,
  good     integer not null,
  primary key (key, minute, writer)
) strict, without rowid;

create table guard_hours (
  key      text    not null,
  hour     integer not null,
  writer   integer not null,
  failures integer not null,
  held     integer not null,
  primary key (key, hour, writer)
) strict, without rowid;

-- Failures of the last minutes that no circuit held: should one open, they are held too.
create table guard_failures (
  key            text    not null,
  at             integer not null,
  message        integer not null,
  address_key    text    not null,
  sending_domain text,
  sending_ip     text,
  primary key (key, at, message)
) strict, without rowid;
