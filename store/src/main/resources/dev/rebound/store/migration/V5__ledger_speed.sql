-- What a delivered message costs is mostly the rows and index entries it writes, and most of all those that are
-- written somewhere in the middle of a big tree.

-- Evidence goes by the event that rests on it, a number that grows, and not by its own id, a hash.
alter table evidence rename to evidence_by_id;
alter table raw_reports rename to raw_reports_by_id;

create table evidence (
  event       integer primary key,
  source      text    not null,
  received_at integer not null,
  finality    text    not null,
  code        integer,
  status      text,
  diagnostic  text    not null,
  command     text,
  remote_mta  text
) strict;

create table raw_reports (
  event       integer primary key references evidence (event),
  size        integer not null,
  content     blob    not null,
  received_at integer not null
) strict;

insert into evidence (event, source, received_at, finality, code, status, diagnostic, command, remote_mta)
select l.seq, e.source, e.received_at, e.finality, e.code, e.status, e.diagnostic, e.command, e.remote_mta
from ledger l join evidence_by_id e on e.id = l.evidence;

insert into raw_reports (event, size, content, received_at)
select l.seq, r.size, r.content, r.received_at
from ledger l join raw_reports_by_id r on r.evidence = l.evidence;

drop table raw_reports_by_id;
drop table evidence_by_id;

create index raw_reports_by_time on raw_reports (received_at, event);

-- Events of a message are found by the message, and messages by their address; only events of no message are left.
drop index ledger_by_address;
create index ledger_of_no_message on ledger (address_key, seq) where message is null;

-- Without the status, which changes.
drop index messages_by_address;
create index messages_by_address on messages (address_key, account);

-- Of the messages in flight only those can be overdue that were put off before.
drop index messages_in_flight;
create index messages_pending on messages (address_key, deadline) where deadline is not null;

-- An email's messages are numbered in the order of its contacts, so the unique index (email, contact) serves both.
drop index messages_by_email;
