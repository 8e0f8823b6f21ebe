-- name: pendingOfAccount
-- by: SqlWaiting.pending
-- index: emails_by_account, queue_flows, messages
with waiting as (
  select q.domain, count(*) as messages,
    sum(case when e.hold is null and q.due_at <= :now then 1 else 0 end) as due,
    sum(case when e.hold is not null then 1 else 0 end) as held,
    min(case when e.hold is null and q.due_at > :now then q.due_at end) as next_attempt,
    min(q.message) as oldest
  from emails e join queue q on q.email = e.id
  where e.account = :account and q.claimed = 0
  group by q.domain order by messages desc, q.domain limit :limit
)
select w.*, m.accepted_at from waiting w join messages m on m.id = w.oldest order by w.messages desc, w.domain;

-- name: pendingOfAll
-- by: SqlWaiting.pending, for operators
-- index: emails, queue_flows, messages
with waiting as (
  select q.domain, count(*) as messages,
    sum(case when e.hold is null and q.due_at <= :now then 1 else 0 end) as due,
    sum(case when e.hold is not null then 1 else 0 end) as held,
    min(case when e.hold is null and q.due_at > :now then q.due_at end) as next_attempt,
    min(q.message) as oldest
  from queue q join emails e on e.id = q.email
  where q.claimed = 0
  group by q.domain order by messages desc, q.domain limit :limit
)
select w.*, m.accepted_at from waiting w join messages m on m.id = w.oldest order by w.messages desc, w.domain;

-- name: lastWordsOfAccount
-- by: SqlWaiting.lastWords: one step of the index for each email
-- index: emails_by_sending, queue_flows, queue, messages, evidence, ledger_by_message
select m.*, substr(v.diagnostic, 1, 1000) as words
from (
  select (select q.message from queue q
          where q.claimed = 0 and q.email = e.id and q.domain = :domain order by q.due_at desc limit 1) as message
  from emails e where e.account = :account and e.sent_at >= :sentSince
) latest
join queue w on w.message = latest.message
join messages m on m.id = w.message
left join evidence v on v.event = (
  select l.seq from ledger l where l.message = m.id and l.evidence is not null order by l.seq desc limit 1)
where m.status = 'PENDING'
order by w.due_at desc limit 1;

-- name: lastWordsOfAll
-- by: SqlWaiting.lastWords, for operators
-- index: queue_flows, queue, messages, evidence, ledger_by_message
-- scan: emails, because what waits for a domain may be of any email, and there are few emails beside messages
select m.*, substr(v.diagnostic, 1, 1000) as words
from (
  select (select q.message from queue q
          where q.claimed = 0 and q.email = e.id and q.domain = :domain order by q.due_at desc limit 1) as message
  from emails e where e.sent_at >= :sentSince
) latest
join queue w on w.message = latest.message
join messages m on m.id = w.message
left join evidence v on v.event = (
  select l.seq from ledger l where l.message = m.id and l.evidence is not null order by l.seq desc limit 1)
where m.status = 'PENDING'
order by w.due_at desc limit 1;
-- postgresql: it would begin with the messages
with latest as materialized (
  select (select q.message from queue q
          where q.claimed = 0 and q.email = e.id and q.domain = :domain order by q.due_at desc limit 1) as message
  from emails e where e.sent_at >= :sentSince
)
select m.*, substr(v.diagnostic, 1, 1000) as words
from latest
join queue w on w.message = latest.message
join messages m on m.id = w.message
left join evidence v on v.event = (
  select l.seq from ledger l where l.message = m.id and l.evidence is not null order by l.seq desc limit 1)
where m.status = 'PENDING'
order by w.due_at desc limit 1;

-- name: waitingMessage
-- by: SqlWaiting.find
-- index: queue, messages, emails
select m.*, q.email as queued_email, q.due_at, q.claimed, e.hold
from messages m join queue q on q.message = m.id join emails e on e.id = q.email
where m.id = :message and m.account = :account;

-- name: scheduledOfAccount
-- by: SqlWaiting.scheduled
-- index: emails_scheduled
select id, account, name, starts_at from emails
where state = 'SCHEDULED' and account + 0 = :account order by starts_at, id limit :limit;

-- name: scheduledOfAll
-- by: SqlWaiting.scheduled, for operators
-- index: emails_scheduled
select id, account, name, starts_at from emails where state = 'SCHEDULED' order by starts_at, id limit :limit;
