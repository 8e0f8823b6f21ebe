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

-- name: keptSuppressionsOf
-- by: AddressStates: what accounts hold against addresses that they have erased
-- index: kept_suppressions
select address_hash, account, since, reason, cause, ends_at, probe_from, list, source, original, imported_at
from kept_suppressions where address_hash in (<hashes>);

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

-- name: newest
-- by: SettledNumbers.last
-- index: ledger
select coalesce(max(seq), 0) as seq, 0 as transaction_number from ledger;
-- postgresql: with a number of a transaction that is greater than all that were given before
select coalesce(max(seq), 0) as seq, cast(cast(pg_current_xact_id() as text) as bigint) as transaction_number from ledger;

-- name: oldestTransaction
-- by: SettledNumbers.last
select 1 as transaction_number;
-- postgresql: of those that run and have a number
select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) as transaction_number;

-- name: lastEventAt
-- by: SqlLedger.lastEventAt
-- index: ledger
select at from ledger where seq = (select max(seq) from ledger);

-- name: append
-- by: EventRows.append
insert into ledger (seq, type, account, address_key, message, at, evidence, bounce, payload)
values (:seq, :type, :account, :address, :message, :at, :evidence, :bounce, :payload);
-- postgresql: all rows of a batch together
insert into ledger (seq, type, account, address_key, message, at, evidence, bounce, payload)
select * from unnest(
  cast(:seq as bigint[]), cast(:type as text[]), cast(:account as bigint[]), cast(:address as text[]),
  cast(:message as bigint[]), cast(:at as bigint[]), cast(:evidence as text[]), cast(:bounce as text[]),
  cast(:payload as text[]));

-- name: keepEvidence
-- by: EventRows.append
insert into evidence (event, source, received_at, finality, code, status, diagnostic, command, remote_mta, tls, original)
values (:event, :source, :receivedAt, :finality, :code, :status, :diagnostic, :command, :remoteMta, :tls, :original);
-- postgresql: all rows of a batch together
insert into evidence (event, source, received_at, finality, code, status, diagnostic, command, remote_mta, tls, original)
select * from unnest(
  cast(:event as bigint[]), cast(:source as text[]), cast(:receivedAt as bigint[]), cast(:finality as text[]),
  cast(:code as bigint[]), cast(:status as text[]), cast(:diagnostic as text[]), cast(:command as text[]),
  cast(:remoteMta as text[]), cast(:tls as text[]), cast(:original as text[]));

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
-- postgresql: all rows of a batch together
insert into messages (
  id, account, email, contact, address_key, domain, recipient, accepted_at, status, since, bounce, reason, fault,
  confidence, rule, rules_version, matched, runner_up, attempts, next_attempt, deadline, not_sent, evidence, circuit,
  hold_standing)
select * from unnest(
  cast(:id as bigint[]), cast(:account as bigint[]), cast(:email as bigint[]), cast(:contact as bigint[]),
  cast(:address as text[]), cast(:domain as text[]), cast(:recipient as text[]), cast(:acceptedAt as bigint[]),
  cast(:status as text[]), cast(:since as bigint[]), cast(:bounce as text[]), cast(:reason as text[]),
  cast(:fault as text[]), cast(:confidence as text[]), cast(:rule as text[]), cast(:rulesVersion as text[]),
  cast(:matched as text[]), cast(:runnerUp as text[]), cast(:attempts as bigint[]), cast(:nextAttempt as bigint[]),
  cast(:deadline as bigint[]), cast(:notSent as text[]), cast(:evidence as text[]), cast(:circuit as bigint[]),
  cast(:holdStanding as text[]));

-- name: changeMessage
-- by: Projection: every later event
-- index: messages
update messages set
  status = :status, since = :since, bounce = :bounce, reason = :reason, fault = :fault, confidence = :confidence,
  rule = :rule, rules_version = :rulesVersion, matched = :matched, runner_up = :runnerUp, attempts = :attempts,
  next_attempt = :nextAttempt, deadline = :deadline, not_sent = :notSent, evidence = :evidence, circuit = :circuit,
  hold_standing = :holdStanding
where id = :id;
-- postgresql: all rows of a batch together
update messages m set
  status = v.status, since = v.since, bounce = v.bounce, reason = v.reason, fault = v.fault,
  confidence = v.confidence, rule = v.rule, rules_version = v.rules_version, matched = v.matched,
  runner_up = v.runner_up, attempts = v.attempts, next_attempt = v.next_attempt, deadline = v.deadline,
  not_sent = v.not_sent, evidence = v.evidence, circuit = v.circuit, hold_standing = v.hold_standing
from unnest(
  cast(:id as bigint[]), cast(:status as text[]), cast(:since as bigint[]), cast(:bounce as text[]),
  cast(:reason as text[]), cast(:fault as text[]), cast(:confidence as text[]), cast(:rule as text[]),
  cast(:rulesVersion as text[]), cast(:matched as text[]), cast(:runnerUp as text[]), cast(:attempts as bigint[]),
  cast(:nextAttempt as bigint[]), cast(:deadline as bigint[]), cast(:notSent as text[]), cast(:evidence as text[]),
  cast(:circuit as bigint[]), cast(:holdStanding as text[]))
  v (id, status, since, bounce, reason, fault, confidence, rule, rules_version,
  matched, runner_up, attempts, next_attempt, deadline, not_sent, evidence, circuit, hold_standing)
where m.id = v.id;

-- name: emailsOfMessages
-- by: EmailsOfMessages
-- index: messages
select id, email from messages where id in (<ids>);

-- name: countOutcome
-- by: EmailCounts
insert into email_outcomes (email, status, bounce, reason, not_sent, shard, number)
values (:email, :status, :bounce, :reason, :notSent, 0, :number)
on conflict (email, status, bounce, reason, not_sent, shard) do update set number = email_outcomes.number + excluded.number;
-- postgresql: each writer has rows of its own, so that none waits for another
insert into email_outcomes (email, status, bounce, reason, not_sent, shard, number)
values (:email, :status, :bounce, :reason, :notSent, pg_backend_pid() % 64, :number)
on conflict (email, status, bounce, reason, not_sent, shard) do update set number = email_outcomes.number + excluded.number;

-- name: countDomain
-- by: EmailCounts
insert into email_domains (email, domain, shard, pending, delivered, hard, soft)
values (:email, :domain, 0, :pending, :delivered, :hard, :soft)
on conflict (email, domain, shard) do update set
  pending = email_domains.pending + excluded.pending, delivered = email_domains.delivered + excluded.delivered,
  hard = email_domains.hard + excluded.hard, soft = email_domains.soft + excluded.soft;
-- postgresql: each writer has rows of its own, so that none waits for another
insert into email_domains (email, domain, shard, pending, delivered, hard, soft)
select v.email, v.domain, pg_backend_pid() % 64, v.pending, v.delivered, v.hard, v.soft
from unnest(
  cast(:email as bigint[]), cast(:domain as text[]), cast(:pending as bigint[]), cast(:delivered as bigint[]),
  cast(:hard as bigint[]), cast(:soft as bigint[]))
  v (email, domain, pending, delivered, hard, soft)
where true
on conflict (email, domain, shard) do update set
  pending = email_domains.pending + excluded.pending, delivered = email_domains.delivered + excluded.delivered,
  hard = email_domains.hard + excluded.hard, soft = email_domains.soft + excluded.soft;

-- name: countMoment
-- by: EmailCounts
insert into email_course (email, width, start, kind, shard, number) values (:email, :width, :start, :kind, 0, :number)
on conflict (email, width, start, kind, shard) do update set number = email_course.number + excluded.number;
-- postgresql: each writer has rows of its own, so that none waits for another
insert into email_course (email, width, start, kind, shard, number)
values (:email, :width, :start, :kind, pg_backend_pid() % 64, :number)
on conflict (email, width, start, kind, shard) do update set number = email_course.number + excluded.number;

-- name: countReplies
-- by: SendingAddressTally
insert into sending_address_replies (account, day, address, shard, taken, deferred, refused)
values (:account, :day, :address, 0, :taken, :deferred, :refused)
on conflict (account, day, address, shard) do update set
  taken = sending_address_replies.taken + excluded.taken, deferred = sending_address_replies.deferred + excluded.deferred,
  refused = sending_address_replies.refused + excluded.refused;
-- postgresql: each writer has rows of its own, so that none waits for another
insert into sending_address_replies (account, day, address, shard, taken, deferred, refused)
select v.account, v.day, v.address, pg_backend_pid() % 64, v.taken, v.deferred, v.refused
from unnest(
  cast(:account as bigint[]), cast(:day as bigint[]), cast(:address as text[]), cast(:taken as bigint[]),
  cast(:deferred as bigint[]), cast(:refused as bigint[]))
  v (account, day, address, taken, deferred, refused)
where true
on conflict (account, day, address, shard) do update set
  taken = sending_address_replies.taken + excluded.taken, deferred = sending_address_replies.deferred + excluded.deferred,
  refused = sending_address_replies.refused + excluded.refused;

-- name: countedOutcomes
-- by: EmailCounts, for the Verifier
-- scan: email_outcomes, because every count is compared
select email, status, bounce, reason, not_sent, sum(number) as number from email_outcomes
group by email, status, bounce, reason, not_sent order by email, status, bounce, reason, not_sent;

-- name: countedDomains
-- by: EmailCounts, for the Verifier
-- scan: email_domains, because every count is compared
select email, domain, sum(pending) as pending, sum(delivered) as delivered, sum(hard) as hard, sum(soft) as soft
from email_domains group by email, domain order by email, domain;

-- name: countedMoments
-- by: EmailCounts, for the Verifier
-- scan: email_course, because every count is compared
select email, width, start, kind, sum(number) as number from email_course
group by email, width, start, kind order by email, width, start, kind;

-- name: globallyBouncedOf
-- by: GlobalRecipients
-- index: global_bounces
select address_hash from global_bounces where address_hash in (<hashes>);

-- name: hardBouncesOf
-- by: GlobalRecipients
-- index: messages_by_address
-- The empty text keeps SQLite from going through all that bounced.
select id, email, address_key from messages
where address_key in (<addresses>) and status || '' = 'BOUNCED' and bounce = 'HARD' and email is not null;

-- name: addGloballyBounced
-- by: GlobalRecipients
insert into globally_bounced_messages (email, message) values (:email, :message);

-- name: removeGloballyBounced
-- by: GlobalRecipients
-- index: globally_bounced_messages
delete from globally_bounced_messages where email = :email and message = :message;

-- name: knownGloballyBounced
-- by: Verifier, for each address that is on the list
-- index: messages_by_address, globally_bounced_messages
select m.id from messages m join globally_bounced_messages b on b.email = m.email and b.message = m.id
where m.address_key = :address;

-- name: globallyBouncedMessages
-- by: Verifier
-- scan: globally_bounced_messages, because every one is counted
select count(*) as number from globally_bounced_messages;

-- name: enqueue
-- by: Projection: a message's first event, if it is to be tried
insert into queue (message, email, domain, due_at) values (:message, :email, :domain, :due);
-- postgresql: all rows of a batch together
insert into queue (message, email, domain, due_at)
select * from unnest(cast(:message as bigint[]), cast(:email as bigint[]), cast(:domain as text[]), cast(:due as bigint[]));

-- name: requeue
-- by: Projection: an attempt was recorded, so its claim ends; that of another node, which has it by now, does not
-- index: queue
update queue set due_at = :due, claimed = case when claimed = :node then 0 else claimed end where message = :message;
-- postgresql: all rows of a batch together
update queue q set due_at = v.due_at, claimed = case when q.claimed = v.node then 0 else q.claimed end
from unnest(cast(:message as bigint[]), cast(:due as bigint[]), cast(:node as bigint[])) v (message, due_at, node)
where q.message = v.message;

-- name: dequeue
-- by: Projection: no attempt will follow
-- index: queue
delete from queue where message = :message;
-- postgresql: all rows of a batch together
delete from queue q using unnest(cast(:message as bigint[])) v (message) where q.message = v.message;

-- name: addSuppression
-- by: StandingRows
insert into suppressions (
  address_key, account, reason, since, cause, ends_at, probe_from, list, source, original, imported_at)
values (:address, :account, :reason, :since, :cause, :endsAt, :probeFrom, :list, :source, :original, :importedAt);

-- name: removeSuppression
-- by: StandingRows
-- index: suppressions
delete from suppressions where address_key = :address and account = :account;

-- name: removeKeptSuppression
-- by: StandingRows: it was of an address that the account had erased
-- index: kept_suppressions
delete from kept_suppressions where address_hash = :hash and account = :account;

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

-- name: pastEvents
-- by: PastEvents; portion by portion, so that neither the database nor we hold all of them
-- index: ledger, evidence, raw_reports, messages
select l.*, m.email, v.source, v.received_at, v.finality, v.code, v.status as enhanced_status, v.diagnostic, v.command,
  v.remote_mta, v.tls, v.original, r.size as raw_size, r.content as raw_content
from ledger l
left join messages m on m.id = l.message
left join evidence v on v.event = l.seq
left join raw_reports r on r.event = l.seq
where l.seq > :after order by l.seq limit :limit;

-- name: eventsByAddress
-- by: Verifier; walks the messages in the order of addresses, and sorts within an address only
-- index: messages_by_address, ledger_by_message
-- scan: messages, by that index, because every event is asked for
-- The cross join keeps SQLite from beginning with the ledger and sorting all of it.
select m.address_key as found_at, m.email, l.* from messages m cross join ledger l
where l.message = m.id
order by m.address_key, l.seq;

-- name: erasedAddresses
-- by: Verifier
-- scan: erasures, because every one is asked for
select distinct address_key from erasures;

-- name: eventsOfMessages
-- by: Verifier, for each address that somebody has erased
-- index: messages_by_address, ledger_by_message
select m.address_key as found_at, m.email, l.* from messages m join ledger l on l.message = m.id
where m.address_key = :address
order by l.seq;

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
