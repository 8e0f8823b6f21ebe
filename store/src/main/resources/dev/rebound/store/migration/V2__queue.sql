-- The queue: one row for each message in flight, so that finding, claiming and putting off what is due never touches
-- the wide rows of messages. due_at: when it may be tried; follows the fold's next_attempt unless somebody asked for
-- it sooner. claimed: a delivery has it in hand.
create table queue (
  message integer primary key,
  email   integer not null,
  domain  text    not null,
  due_at  integer not null,
  claimed integer not null default 0 check (claimed in (0, 1))
) strict;

insert into queue (message, email, domain, due_at)
select id, email, domain, next_attempt from messages where next_attempt is not null and email is not null;

-- A flow is an email and a domain; the first entry of each says when it is due.
create index queue_flows on queue (email, domain, due_at, message) where claimed = 0;

drop index messages_due;
drop index messages_taken;
alter table messages drop column taken;

-- How the sending of an email goes. starts_at: of a scheduled one. sample_size, sample_wait (microseconds) and
-- sample_limit (hard bounces in ten thousand): of an email that goes to a part of its recipients first; null once the
-- rest has been decided about. sample_until: when the sample is judged. hold: why nothing goes out for now; null if it does.
alter table emails add column starts_at integer;
alter table emails add column sample_size integer;
alter table emails add column sample_wait integer;
alter table emails add column sample_limit integer;
alter table emails add column sample_until integer;
alter table emails add column hold text;

create index emails_scheduled on emails (starts_at, id) where state = 'SCHEDULED';
create index emails_cancelled on emails (id) where hold = 'CANCELLED';
