-- name: decidingMessages
-- by: AddressStates.forDeciding
-- index: messages_in_flight, messages
select * from messages where address_key = :address and next_attempt is not null and id <> :message
union all
select * from messages where id = :message and address_key = :address;

-- name: allMessages
-- by: AddressStates.whole
-- index: messages_by_address
select * from messages where address_key = :address;

-- name: standing
-- by: AddressStates: suppressions, counting accounts and global bounce of an address, in one go
-- index: suppressions, counting_accounts, global_bounces
select 'SUPPRESSED' as kind, account, since, reason, cause from suppressions where address_key = :address
union all
select 'COUNTING', account, since, null, null from counting_accounts where address_key = :address
union all
select 'GLOBAL', null, since, null, null from global_bounces where address_key = :address;

-- name: append
-- by: EventRows.append
insert into ledger (type, account, address_key, message, at, evidence, bounce, payload)
values (:type, :account, :address, :message, :at, :evidence, :bounce, :payload);

-- name: keepEvidence
-- by: EvidenceRows.keep
insert into evidence (id, source, received_at, finality, code, status, diagnostic, command, remote_mta, tls)
values (:id, :source, :receivedAt, :finality, :code, :status, :diagnostic, :command, :remoteMta, :tls)
on conflict do nothing;

-- name: keepRawReport
-- by: EvidenceRows.keep
insert into raw_reports (evidence, size, content, received_at) values (:evidence, :size, :content, :receivedAt) on conflict do nothing;

-- name: addMessage
-- by: Projection: a message's first event
insert into messages (
  id, account, email, contact, address_key, domain, recipient, accepted_at, status, since, bounce, reason, fault,
  confidence, rule, rules_version, matched, runner_up, attempts, next_attempt, deadline, not_sent, evidence)
values (
  :id, :account, :email, :contact, :address, :domain, :recipient, :since, :status, :since, :bounce, :reason, :fault,
  :confidence, :rule, :rulesVersion, :matched, :runnerUp, :attempts, :nextAttempt, :deadline, :notSent, :evidence);

-- name: changeMessage
-- by: Projection: every later event
-- index: messages
update messages set
  status = :status, since = :since, bounce = :bounce, reason = :reason, fault = :fault, confidence = :confidence,
  rule = :rule, rules_version = :rulesVersion, matched = :matched, runner_up = :runnerUp, attempts = :attempts,
  next_attempt = :nextAttempt, deadline = :deadline, not_sent = :notSent, evidence = :evidence
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
-- by: Projection
insert into suppressions (address_key, account, reason, since, cause)
values (:address, :account, :reason, :since, :cause);

-- name: removeSuppression
-- by: Projection
-- index: suppressions
delete from suppressions where address_key = :address and account = :account;

-- name: addCountingAccount
-- by: Projection
insert into counting_accounts (address_key, account, since) values (:address, :account, :since);

-- name: removeCountingAccount
-- by: Projection
-- index: counting_accounts
delete from counting_accounts where address_key = :address and account = :account;

-- name: addGlobalBounce
-- by: Projection
insert into global_bounces (address_key, since) values (:address, :since);

-- name: removeGlobalBounce
-- by: Projection
-- index: global_bounces
delete from global_bounces where address_key = :address;

-- name: overdueAddresses
-- by: SqlLedger.expireOverdue
-- index: messages_by_deadline
select address_key from messages where deadline <= :now order by deadline, id limit :limit;

-- name: nextDeadline
-- by: SqlLedger.nextDeadline
-- index: messages_by_deadline
select deadline from messages where deadline is not null order by deadline, id limit 1;

-- name: replay
-- by: SqlLedger.replay
-- scan: ledger, because every event is asked for
select * from ledger order by seq;

-- name: eventsByAddress
-- by: Verifier
-- index: ledger_by_address
-- scan: ledger, because every event is asked for
select * from ledger order by address_key, seq;

-- name: messagesWithoutEvents
-- by: Verifier
-- index: ledger_by_message
-- scan: messages, because every one is compared
select id from messages m where not exists (select 1 from ledger l where l.message = m.id);

-- name: addressesWithoutEvents
-- by: Verifier
-- index: ledger_by_address
-- scan: suppressions, counting_accounts, global_bounces, because every one is compared
select address_key from suppressions s where not exists (select 1 from ledger l where l.address_key = s.address_key)
union
select address_key from counting_accounts c where not exists (select 1 from ledger l where l.address_key = c.address_key)
union
select address_key from global_bounces g where not exists (select 1 from ledger l where l.address_key = g.address_key);

-- name: messagesNotInQueue
-- by: Verifier
-- index: messages_by_outcome, queue
select id from messages m
where m.next_attempt is not null and m.email is not null
  and not exists (select 1 from queue q where q.message = m.id);

-- name: endedMessagesInQueue
-- by: Verifier
-- index: messages
-- scan: queue, because every one is compared
select message as id from queue q
where not exists (select 1 from messages m where m.id = q.message and m.next_attempt is not null);
