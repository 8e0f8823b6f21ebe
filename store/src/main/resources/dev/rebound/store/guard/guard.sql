-- name: inForce
-- by: CircuitWatch, for every batch with a failure: open circuits, and those that were closed not long ago
-- index: circuits_open, circuits_by_closing
select id, key, closed_at, muted_until from circuits where closed_at is null
union all
select id, key, closed_at, muted_until from circuits where closed_at > :recently;

-- name: sendingDomains
-- by: CircuitWatch: the From addresses of messages
-- index: messages, emails, submitted_messages, submissions
select m.id, coalesce(s.from_address, e.from_address) as from_address
from messages m
join emails e on e.id = m.email
left join submitted_messages o on o.message = m.id
left join submissions s on s.id = o.submission
where m.id in (<ids>);

-- name: tookMail
-- by: CircuitWatch: how often addresses took mail not long ago, whoever's
-- index: messages_by_address
select address_key, count(*) as times from messages
where address_key in (<addresses>) and status = 'DELIVERED' and since > :oldest
group by address_key;

-- name: minutesOf
-- by: CircuitWatch
-- index: guard_minutes
select key, minute, sum(failures) as failures, sum(good) as good from guard_minutes
where key in (<keys>) and minute > :oldest group by key, minute;

-- name: usual
-- by: CircuitWatch, once failures reach the least that can open a circuit; SqlCircuits.usual
-- index: guard_hours
select coalesce(sum(failures - held), 0) as failures from guard_hours where key = :key and hour > :from and hour <= :to;

-- name: addMinute
-- by: CircuitWatch
insert into guard_minutes (key, minute, writer, failures, good) values (:key, :minute, :writer, :failures, :good)
on conflict (key, minute, writer) do update set
  failures = guard_minutes.failures + excluded.failures, good = guard_minutes.good + excluded.good;

-- name: addHour
-- by: CircuitWatch
insert into guard_hours (key, hour, writer, failures, held) values (:key, :hour, :writer, :failures, :held)
on conflict (key, hour, writer) do update set
  failures = guard_hours.failures + excluded.failures, held = guard_hours.held + excluded.held;

-- name: addFailure
-- by: CircuitWatch
insert into guard_failures (key, at, message, address_key, sending_domain, sending_ip)
values (:key, :at, :message, :address, :domain, :ip) on conflict do nothing;

-- name: openCircuit
-- by: CircuitWatch; another process may have been quicker
insert into circuits (
  key, opened_at, failures, good, outside_from, before, last_outside, kept_open, held_back, closed_at, closed_by,
  muted_until, settlement, settled_to)
values (:key, :at, :failures, :good, :outsideFrom, :before, :at, 0, 0, null, null, null, null, null)
on conflict do nothing;

-- name: openOf
-- by: CircuitWatch
-- index: circuits_open
select id from circuits where key = :key and closed_at is null;

-- name: open
-- by: SqlCircuits.open
-- The addition keeps SQLite from walking all there ever were in the order of ids.
-- index: circuits_open
select * from circuits where closed_at is null order by id + 0;

-- name: page
-- by: SqlCircuits.page
-- index: circuits
select * from circuits where id < :below order by id desc limit :limit;

-- name: find
-- by: SqlCircuits
-- index: circuits
select * from circuits where id = :id;

-- name: outside
-- by: SqlCircuits.outside
-- index: circuits
update circuits set last_outside = :at where id = :id and last_outside < :at;

-- name: keepOpen
-- by: SqlCircuits.keepOpen
-- index: circuits
update circuits set kept_open = :kept where id = :id and closed_at is null;

-- name: close
-- by: SqlCircuits.settle
-- index: circuits
update circuits set
  closed_at = :at, closed_by = :by, muted_until = :mutedUntil, kept_open = 0, settlement = :settlement, settled_to = 0
where id = :id and closed_at is null;

-- name: settleAnew
-- by: SqlCircuits.settle
-- index: circuits
update circuits set settlement = :settlement, settled_to = 0
where id = :id and closed_at is not null and settlement <> :settlement;

-- name: countAsUsual
-- by: SqlCircuits.settle: what was released was real
-- index: guard_hours
update guard_hours set held = 0 where key = :key and hour >= :from and hour <= :to;

-- name: countAsNone
-- by: SqlCircuits.settle: what was rolled back was not
-- index: guard_hours
update guard_hours set held = failures where key = :key and hour >= :from and hour <= :to;

-- name: unfinished
-- by: SqlCircuits.unfinished
-- index: circuits_unfinished
select id from circuits where held_back = 0 or settled_to is not null order by id;

-- name: closedLately
-- by: SqlCircuits.unfinished
-- index: circuits_by_closing
select id from circuits where closed_at > :recently;

-- name: heldAfterAll
-- by: SqlCircuits.unfinished: whether another process held something for a circuit while it was being closed
-- index: messages_by_circuit
select id from messages where circuit = :id and hold_standing = 'HELD' limit 1;

-- name: settleAgain
-- by: SqlCircuits.unfinished
-- index: circuits
update circuits set settled_to = 0 where id = :id and settled_to is null;

-- name: failuresBefore
-- by: SqlCircuits.holdBackNext
-- index: guard_failures
select at, message, address_key from guard_failures
where key = :key and at > :from and at <= :to
  and (cast(:domain as text) is null or sending_domain = :domain)
  and (cast(:ip as text) is null or sending_ip = :ip)
order by at, message limit :limit;

-- name: dropFailure
-- by: SqlCircuits.holdBackNext
-- index: guard_failures
delete from guard_failures where key = :key and at = :at and message = :message;

-- name: heldBack
-- by: SqlCircuits.holdBackNext
-- index: circuits
update circuits set held_back = 1 where id = :id;

-- name: toSettle
-- by: SqlCircuits.settleNext, SqlCircuits.heldMessages
-- index: messages_by_circuit
select id, account, address_key from messages where circuit = :id and id > :after order by id limit :limit;

-- name: settledTo
-- by: SqlCircuits.settleNext
-- index: circuits
update circuits set settled_to = :to where id = :id;

-- name: counted
-- by: SqlCircuits.counted, SqlCircuits.inWindow
-- index: guard_minutes
select minute / :width as part, sum(failures) as failures, sum(good) as good from guard_minutes
where key = :key and minute > :from and minute <= :to
group by part order by part;

-- name: held
-- by: SqlCircuits.held
-- index: messages_by_circuit
select hold_standing, count(*) as messages from messages where circuit = :id group by hold_standing;

-- name: accountsHeld
-- by: SqlCircuits.accountsHeld
-- index: messages_by_circuit
select count(distinct account) as accounts from messages where circuit = :id;

-- name: heldInAccount
-- by: SqlCircuits.heldIn
-- index: messages_held
select circuit, count(*) as messages from messages
where account = :account and hold_standing = 'HELD' group by circuit;

-- name: heldInEmail
-- by: SqlCircuits.heldIn
-- index: messages_held
select circuit, count(*) as messages from messages
where account = :account and email = :email and hold_standing = 'HELD' group by circuit;

-- name: forgetMinutes
-- by: SqlCircuits.forget
-- scan: guard_minutes, because it is as long as a week and asked once an hour
delete from guard_minutes where minute < :before;

-- name: forgetHours
-- by: SqlCircuits.forget
-- scan: guard_hours, because it has a row an hour
delete from guard_hours where hour < :before;

-- name: forgetFailures
-- by: SqlCircuits.forget
-- scan: guard_failures, because it holds minutes
delete from guard_failures where at < :before;
