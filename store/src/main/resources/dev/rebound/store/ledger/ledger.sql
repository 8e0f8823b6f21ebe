-- name: messagesById
-- by: AddressStates.forDeciding, for the messages that observations are about
-- index: messages
select * from messages where id in (<ids>);

-- name: overdueMessages
-- by: AddressStates.forDeciding
-- index: messages_pending
select * from messages where address_key in (<addresses>) and deadline <= :latest;

-- name: recentMessages
-- by: AddressStates.forDeciding, for what a policy looks back at and what is in flight
-- index: messages_by_address
select * from messages where address_key in (<addresses>) and (since > :oldest or next_attempt is not null);

-- name: heldMessages
-- by: AddressStates.forDeciding, for whoever unbounces an address
-- index: messages_by_address
select * from messages where address_key in (<addresses>) and hold_standing = 'HELD';

-- name: pardons
-- by: AddressStates: what people lifted of addresses, and what of that they took back
-- index: ledger_of_no_message
select * from ledger
where address_key in (<addresses>) and message is null and type in ('UNBOUNCED', 'RESTORED', 'GLOBAL_LIFTED')
order by address_key, seq;

-- name: allMessages
-- by: AddressStates.whole
-- index: messages_by_address
select * from messages where address_key = :address;

-- name: suppressionsOf
-- by: AddressStates
-- index: suppressions
select address_key, account, since, reason, cause, ends_at, probe_from, list, source, original, imported_at
from suppressions where address_key in (<addresses>);

-- name: globalStanding
-- by: AddressStates: counting accounts and global bounces of addresses, in one go
-- index: counting_accounts, global_bounces
select address_hash, account, since from counting_accounts where address_hash in (<hashes>)
union all
select address_hash, null, since from global_bounces where address_hash in (<hashes>);

-- name: nextNumbers
-- by: EventRows.append; events are never deleted, so the numbers behind the last are free
-- index: ledger
with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < :count)
select (select coalesce(max(seq), 0) from ledger) + i as seq from numbers;
-- postgresql: several nodes append at once; each has its own transaction number before it takes numbers of events
select nextval('ledger_numbers') as seq from generate_series(1, cast(:count as bigint))
where pg_current_xact_id() is not null;

-- name: lastEventAt
-- by: SqlLedger.lastEventAt
-- index: ledger
select at from ledger where seq = (select max(seq) from ledger);

-- name: append
-- by: EventRows.append
insert into ledger (seq, type, account, address_key, message, at, evidence, bounce, payload)
values (:seq, :type, :account, :address, :message, :at, :evidence, :bounce, :payload);

-- name: keepEvidence
-- by: EventRows.append
insert into evidence (event, source, received_at, finality, code, status, diagnostic, command, remote_mta, tls)
values (:event, :source, :receivedAt, :finality, :code, :status, :diagnostic, :command, :remoteMta, :tls);

-- name: keepRawReport
-- by: EventRows.append
insert into raw_reports (event, size, content, received_at) values (:event, :size, :content, :receivedAt);

-- name: addMessage
-- by: Projection: a message's first event
insert into messages (
  id, account, email, contact, address_key, domain, recipient, accepted_at, status, since, bounce, reason, fault,
  confidence, rule, rules_version, matched, runner_up, attempts, next_attempt, deadline, not_sent, evidence, circuit,
  hold_standing)
values (
  :id, :account, :email, :contact, :address, :domain, :recipient, :acceptedAt, :status, :since, :bounce, :reason, :fault,
  :confidence, :rule, :rulesVersion, :matched, :runnerUp, :attempts, :nextAttempt, :deadline, :notSent, :evidence, :circuit,
  :holdStanding);

-- name: changeMessage
-- by: Projection: every later event
-- index: messages
update messages set
  status = :status, since = :since, bounce = :bounce, reason = :reason, fault = :fault, confidence = :confidence,
  rule = :rule, rules_version = :rulesVersion, matched = :matched, runner_up = :runnerUp, attempts = :attempts,
  next_attempt = :nextAttempt, deadline = :deadline, not_sent = :notSent, evidence = :evidence, circuit = :circuit,
  hold_standing = :holdStanding
where id = :id;

-- name: enqueue
-- by: Projection: a message's first event, if it is to be tried
insert into queue (message, email, domain, due_at) values (:message, :email, :domain, :due);

-- name: requeue
-- by: Projection: an attempt was recorded, so its claim ends
-- index: queue
update queue set due_at = :due, claimed = 0 where message = :message;

-- name: dequeue
-- by: Projection: no attempt will follow
-- index: queue
delete from queue where message = :message;

-- name: addSuppression
-- by: StandingRows
insert into suppressions (
  address_key, account, reason, since, cause, ends_at, probe_from, list, source, original, imported_at)
values (:address, :account, :reason, :since, :cause, :endsAt, :probeFrom, :list, :source, :original, :importedAt);

-- name: removeSuppression
-- by: StandingRows
-- index: suppressions
delete from suppressions where address_key = :address and account = :account;

-- name: addCountingAccount
-- by: StandingRows
insert into counting_accounts (address_hash, account, since) values (:hash, :account, :since);

-- name: removeCountingAccount
-- by: StandingRows
-- index: counting_accounts
delete from counting_accounts where address_hash = :hash and account = :account;

-- name: addGlobalBounce
-- by: StandingRows
insert into global_bounces (address_hash, since) values (:hash, :since);

-- name: removeGlobalBounce
-- by: StandingRows
-- index: global_bounces
delete from global_bounces where address_hash = :hash;

-- name: overdueAddresses
-- by: SqlLedger.expireOverdue; a message that is being tried gets the answer of that attempt first
-- index: messages_by_deadline, queue
select m.address_key from messages m
where m.deadline <= :now and not exists (select 1 from queue q where q.message = m.id and q.claimed <> 0)
order by m.deadline, m.id limit :limit;

-- name: lapsedAddresses
-- by: SqlLedger.expireOverdue
-- index: suppressions_by_end
select address_key from suppressions where ends_at <= :now order by ends_at, address_key limit :limit;

-- name: nextEnd
-- by: SqlLedger.nextDeadline
-- index: suppressions_by_end
select ends_at from suppressions where ends_at is not null order by ends_at, address_key limit 1;

-- name: nextDeadline
-- by: SqlLedger.nextDeadline
-- index: messages_by_deadline
select deadline from messages where deadline is not null order by deadline, id limit 1;

-- name: replay
-- by: SqlLedger.replay
-- scan: ledger, because every event is asked for
select * from ledger order by seq;

-- name: eventsByAddress
-- by: Verifier; walks the messages in the order of addresses, and sorts within an address only
-- index: messages_by_address, ledger_by_message
-- scan: messages, by that index, because every event is asked for
-- The cross join keeps SQLite from beginning with the ledger and sorting all of it.
select m.address_key as found_at, l.* from messages m cross join ledger l
where l.message = m.id
order by m.address_key, l.seq;

-- name: eventsOfNoMessage
-- by: Verifier, for each address
-- index: ledger_of_no_message
select * from ledger where address_key = :address and message is null order by seq;

-- name: addressesOfNoMessage
-- by: Verifier: addresses that were only ever imported
-- index: ledger_of_no_message, messages_by_address
select distinct l.address_key from ledger l
where l.message is null and not exists (select 1 from messages m where m.address_key = l.address_key);

-- name: messagesWithoutEvents
-- by: Verifier
-- index: ledger_by_message
-- scan: messages, because every one is compared
select id from messages m where not exists (select 1 from ledger l where l.message = m.id);

-- name: eventsWithoutMessage
-- by: Verifier
-- index: ledger_by_message, messages
select l.seq from ledger l
where l.message is not null and not exists (select 1 from messages m where m.id = l.message);

-- name: addressesWithoutEvents
-- by: Verifier; an address's first event is that of a message, or an import
-- index: messages_by_address, ledger_of_no_message
-- scan: suppressions, because every one is compared
select address_key from suppressions s
where not exists (select 1 from messages m where m.address_key = s.address_key)
  and not exists (select 1 from ledger l where l.address_key = s.address_key and l.message is null);

-- name: globalRows
-- by: Verifier; hashes cannot be followed back to addresses, so rows of none are found by counting
-- scan: counting_accounts, global_bounces, because every one is counted
select (select count(*) from counting_accounts) as counting, (select count(*) from global_bounces) as listed;

-- name: messagesNotInQueue
-- by: Verifier
-- index: queue
-- scan: messages, because every one is compared
select id from messages m
where m.next_attempt is not null and m.email is not null
  and not exists (select 1 from queue q where q.message = m.id);

-- name: endedMessagesInQueue
-- by: Verifier
-- index: messages
-- scan: queue, because every one is compared
select message as id from queue q
where not exists (select 1 from messages m where m.id = q.message and m.next_attempt is not null);
