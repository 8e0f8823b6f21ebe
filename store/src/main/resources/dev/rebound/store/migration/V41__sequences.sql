-- One-to-one emails that follow one another. after_seconds: after the step before, or after enrolling.
create table sequences (
  id         integer primary key,
  account    integer not null references accounts (id),
  name       text    not null,
  paused     integer not null default 0 check (paused in (0, 1)),
  changed_by text    not null,
  changed_at integer not null,
  unique (account, name)
) strict;

create table sequence_steps (
  sequence      integer not null references sequences (id),
  position      integer not null,
  after_seconds integer not null,
  subject       text    not null,
  text          text    not null,
  html          text    not null,
  primary key (sequence, position)
) strict, without rowid;

-- A contact in a sequence. position: the step that comes next, from 1. due_at is there while it goes on, ended and ended_at after that.
create table sequence_enrolments (
  id          integer primary key,
  sequence    integer not null references sequences (id),
  account     integer not null references accounts (id),
  contact     integer not null references contacts (id),
  inbox       integer not null references inboxes (id),
  enrolled_by text    not null,
  enrolled_at integer not null,
  position    integer not null default 1,
  sent        integer not null default 0,
  tries       integer not null default 0,
  due_at      integer,
  ended       text,
  ended_at    integer
) strict;

create unique index sequence_enrolments_active on sequence_enrolments (account, contact) where ended is null;
create index sequence_enrolments_due on sequence_enrolments (due_at) where ended is null;
create index sequence_enrolments_by_account on sequence_enrolments (account, sequence, id);

-- Each step of an enrolment is claimed once; the email it is sent by is named before that is handed over.
create table sequence_sends (
  enrolment  integer not null references sequence_enrolments (id),
  position   integer not null,
  inbox      integer not null references inboxes (id),
  claim      text    not null,
  claimed_at integer not null,
  one_to_one integer references one_to_one_messages (id),
  sent_at    integer,
  primary key (enrolment, position)
) strict, without rowid;

create index sequence_sends_open on sequence_sends (claimed_at) where sent_at is null;
create index sequence_sends_by_inbox on sequence_sends (inbox, sent_at) where sent_at is not null;
