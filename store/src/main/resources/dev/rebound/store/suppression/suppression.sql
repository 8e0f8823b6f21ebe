-- name: page
-- by: SqlSuppressions.page
-- index: suppressions_by_account, global_bounces, global_opt_outs, contacts, messages, emails
select s.*, g.since as global_since, c.id as contact_id, e.id as email_id, e.name as email_name
from suppressions s
left join global_bounces g on g.address_hash = address_hash(s.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = s.account)
left join contacts c on c.account = s.account and c.address_key = s.address_key
left join messages m on m.id = s.cause
left join emails e on e.id = m.email
where s.account = :account and s.address_key > :after and s.address_key like :search escape '!'
order by s.address_key limit :limit;

-- name: pageOfReason
-- by: SqlSuppressions.page
-- index: suppressions_by_reason, global_bounces, global_opt_outs, contacts, messages, emails
select s.*, g.since as global_since, c.id as contact_id, e.id as email_id, e.name as email_name
from suppressions s
left join global_bounces g on g.address_hash = address_hash(s.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = s.account)
left join contacts c on c.account = s.account and c.address_key = s.address_key
left join messages m on m.id = s.cause
left join emails e on e.id = m.email
where s.account = :account and s.reason = :reason and s.address_key > :after
  and s.address_key like :search escape '!'
order by s.address_key limit :limit;

-- name: find
-- by: SqlSuppressions.find
-- index: suppressions, global_bounces, global_opt_outs, contacts, messages, emails
select s.*, g.since as global_since, c.id as contact_id, e.id as email_id, e.name as email_name
from suppressions s
left join global_bounces g on g.address_hash = address_hash(s.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = s.account)
left join contacts c on c.account = s.account and c.address_key = s.address_key
left join messages m on m.id = s.cause
left join emails e on e.id = m.email
where s.address_key = :address and s.account = :account;

-- name: counts
-- by: SqlSuppressions.counts
-- index: suppressions_by_reason
select reason, count(*) as number from suppressions where account = :account group by reason;

-- name: global
-- by: SqlSuppressions.global
-- index: global_bounces, counting_accounts
select g.address_hash, g.since,
  (select count(*) from counting_accounts c where c.address_hash = g.address_hash) as accounts
from global_bounces g
where g.address_hash > :after
order by g.address_hash limit :limit;

-- name: globalOf
-- by: SqlSuppressions.findGlobal
-- index: global_bounces, counting_accounts
select g.address_hash, g.since,
  (select count(*) from counting_accounts c where c.address_hash = g.address_hash) as accounts
from global_bounces g where g.address_hash = :hash;

-- name: globalCount
-- by: SqlSuppressions.globalCount
-- scan: global_bounces, because a count is asked for
select count(*) as number from global_bounces;

-- name: suspected
-- by: SqlSuppressions.suspected; what speaks for each of them
-- index: suppressions_suspected, messages_by_address, ledger_notes, global_bounces, global_opt_outs, contacts, messages, emails
select s.*, g.since as global_since, c.id as contact_id, e.id as email_id, e.name as email_name,
  case when c.unsubscribed_at >= s.since - :looksBack then c.unsubscribed_at end as unsubscribed,
  (select max(l.at) from ledger l
   where l.address_key = s.address_key and l.account = s.account and l.type = 'NOTED'
     and (l.payload like '%AUTO_REPLY%' or l.payload like '%ANSWER%') and l.at >= s.since - :looksBack) as answered,
  (select max(t.since) from messages t
   where t.address_key = s.address_key and t.account <> s.account and t.status = 'DELIVERED'
     and t.since >= s.since - :looksBack) as others,
  (select max(t.since) from messages t
   where t.address_key = s.address_key and t.account = s.account and t.status = 'DELIVERED'
     and t.since >= s.since - :looksBack) as own
from suppressions s
left join global_bounces g on g.address_hash = address_hash(s.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = s.account)
left join contacts c on c.account = s.account and c.address_key = s.address_key
left join messages m on m.id = s.cause
left join emails e on e.id = m.email
where s.account = :account and s.suspected = 1 and s.address_key > :after
order by s.address_key limit :limit;
