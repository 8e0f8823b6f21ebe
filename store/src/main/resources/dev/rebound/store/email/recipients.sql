-- name: pageWalking
-- by: SqlRecipients.page, for groups that most recipients are in: walks the email in order and passes over the rest
-- An email's messages are numbered in the order of its contacts, so one order is the other.
-- index: messages, contacts, global_bounces, global_opt_outs, evidence, ledger_by_message
-- The empty text keeps SQLite from taking the index of outcomes and sorting.
select m.*, m.contact as person, c.first_name, c.last_name, g.since as global_since, substr(v.diagnostic, 1, 1000) as words
from messages m
left join contacts c on c.id = m.contact
left join global_bounces g on g.address_hash = address_hash(m.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = m.account)
left join evidence v on v.event = (
  select l.seq from ledger l where l.message = m.id and l.evidence is not null order by l.seq desc limit 1)
where m.email = :email and m.contact > coalesce((select a.contact from messages a where a.id = :after), 0)
  and m.status || '' in (<statuses>)
  and (m.address_key like :search escape '!' or c.search_text like :search escape '!')
order by m.contact limit :limit;

-- name: pageWalkingSubmitted
-- by: SqlRecipients.page, the same for submitted mail, whose recipients are no contacts
-- index: messages, contacts, global_bounces, global_opt_outs, evidence, ledger_by_message
-- The empty text keeps SQLite from taking the index of outcomes and sorting.
select m.*, m.contact as person, c.first_name, c.last_name, g.since as global_since, substr(v.diagnostic, 1, 1000) as words
from messages m
left join contacts c on c.id = m.contact
left join global_bounces g on g.address_hash = address_hash(m.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = m.account)
left join evidence v on v.event = (
  select l.seq from ledger l where l.message = m.id and l.evidence is not null order by l.seq desc limit 1)
where m.email = :email and m.contact is null and m.id > :after
  and m.status || '' in (<statuses>)
  and (m.address_key like :search escape '!' or c.search_text like :search escape '!')
order by m.id limit :limit;

-- name: pageOfOutcome
-- by: SqlRecipients.page, for groups that few recipients are in: finds those and sorts them
-- index: messages_by_outcome, contacts, global_bounces, global_opt_outs, evidence, ledger_by_message
-- The additions keep SQLite from walking the whole email in the order of ids.
select m.*, m.contact as person, c.first_name, c.last_name, g.since as global_since, substr(v.diagnostic, 1, 1000) as words
from messages m
left join contacts c on c.id = m.contact
left join global_bounces g on g.address_hash = address_hash(m.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = m.account)
left join evidence v on v.event = (
  select l.seq from ledger l where l.message = m.id and l.evidence is not null order by l.seq desc limit 1)
where m.email = :email and m.status in (<statuses>)
  and (cast(:bounce as text) is null or m.bounce = :bounce)
  and (cast(:reason as text) is null or m.reason = :reason)
  and (cast(:notSent as text) is null or m.not_sent = :notSent)
  and (:global = 0 or g.since is not null)
  and m.id + 0 > :after
  and (m.address_key like :search escape '!' or c.search_text like :search escape '!')
order by m.id + 0 limit :limit;

-- name: count
-- by: SqlRecipients.count without a search
-- index: messages_by_outcome
select count(*) as number from messages m
where m.email = :email and m.status in (<statuses>)
  and (cast(:bounce as text) is null or m.bounce = :bounce)
  and (cast(:reason as text) is null or m.reason = :reason)
  and (cast(:notSent as text) is null or m.not_sent = :notSent)
  and (:global = 0 or exists (
    select 1 from global_bounces g where g.address_hash = address_hash(m.address_key)
      and not exists (select 1 from global_opt_outs o where o.account = m.account)));

-- name: countFound
-- by: SqlRecipients.count
-- index: messages_by_outcome, contacts
select count(*) as number
from messages m
left join contacts c on c.id = m.contact
left join global_bounces g on g.address_hash = address_hash(m.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = m.account)
where m.email = :email and m.status in (<statuses>)
  and (cast(:bounce as text) is null or m.bounce = :bounce)
  and (cast(:reason as text) is null or m.reason = :reason)
  and (cast(:notSent as text) is null or m.not_sent = :notSent)
  and (:global = 0 or g.since is not null)
  and (m.address_key like :search escape '!' or c.search_text like :search escape '!');

-- name: emailOfAccount
-- by: SqlRecipients: whether the account has the email
-- index: emails
select id, state from emails where id = :email and account = :account;

-- name: recipient
-- by: SqlRecipients.detail
-- index: messages, contacts, global_bounces, global_opt_outs, evidence, ledger_by_message
select m.*, c.id as person, c.first_name, c.last_name, g.since as global_since, substr(v.diagnostic, 1, 1000) as words
from messages m
left join contacts c on c.id = coalesce(
  m.contact, (select k.id from contacts k where k.account = m.account and k.address_key = m.address_key))
left join global_bounces g on g.address_hash = address_hash(m.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = m.account)
left join evidence v on v.event = (
  select l.seq from ledger l where l.message = m.id and l.evidence is not null order by l.seq desc limit 1)
where m.id = :message and m.account = :account;

-- name: suppressionOf
-- by: SqlRecipients.detail
-- index: suppressions
select * from suppressions where address_key = :address and account = :account;

-- name: steps
-- by: SqlRecipients.detail
-- index: ledger_by_message, evidence, raw_reports
select l.*, v.source, v.received_at, v.finality, v.code, v.status as enhanced_status,
  v.diagnostic, v.command, v.remote_mta, v.tls, r.size as raw_size, r.content as raw_content
from ledger l
left join evidence v on v.event = l.seq
left join raw_reports r on r.event = l.seq
where l.message = :message
order by l.seq;
