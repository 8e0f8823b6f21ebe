-- name: add
-- by: SqlContacts.save
insert into contacts (account, address_key, address_hash, address, first_name, last_name, search_text, created_at)
values (:account, :addressKey, address_hash(:addressKey), :address, :firstName, :lastName, :searchText, :at)
on conflict do nothing;

-- name: byAddress
-- by: SqlContacts.save, SqlContacts.findByAddress
-- index: contacts
select * from contacts where account = :account and address_key = :addressKey;

-- name: byId
-- by: SqlContacts.changeAddress, SqlContacts.rename, SqlContacts.timeline
-- index: contacts
select * from contacts where id = :id and account = :account;

-- name: update
-- by: SqlContacts.save, SqlContacts.changeAddress, SqlContacts.rename
-- index: contacts
update contacts set
  address_key = :addressKey, address = :address, first_name = :firstName, last_name = :lastName,
  search_text = :searchText
where id = :id;

-- name: setUnsubscribed
-- by: SqlContacts.setUnsubscribed
-- index: contacts
update contacts set unsubscribed_at = :at where id = :id and account = :account;

-- name: view
-- by: SqlContacts.find
-- index: contacts, suppressions, global_bounces, global_opt_outs, messages_by_address
select c.*, s.reason, s.since, s.cause, s.ends_at, s.probe_from, s.list, s.source, s.original, s.imported_at, g.since as global_since,
  (select count(*) from messages m
    where m.address_key = c.address_key and m.account = c.account and m.status = 'BOUNCED') as bounces,
  (select count(*) from messages m
    where m.address_key = c.address_key and m.account = c.account and m.status in ('DELIVERED', 'RELAYED')) as delivered,
  (select max(m.accepted_at) from messages m
    where m.address_key = c.address_key and m.account = c.account and m.status <> 'NOT_SENT') as last_sent_at
from contacts c
left join suppressions s on s.address_key = c.address_key and s.account = c.account
left join global_bounces g on g.address_hash = c.address_hash
  and not exists (select 1 from global_opt_outs o where o.account = c.account)
where c.id = :id and c.account = :account;

-- name: page
-- by: SqlContacts.page
-- index: contacts_by_account, suppressions, global_bounces, global_opt_outs, messages_by_address
select c.*, s.reason, s.since, s.cause, s.ends_at, s.probe_from, s.list, s.source, s.original, s.imported_at, g.since as global_since,
  (select count(*) from messages m
    where m.address_key = c.address_key and m.account = c.account and m.status = 'BOUNCED') as bounces,
  (select count(*) from messages m
    where m.address_key = c.address_key and m.account = c.account and m.status in ('DELIVERED', 'RELAYED')) as delivered,
  (select max(m.accepted_at) from messages m
    where m.address_key = c.address_key and m.account = c.account and m.status <> 'NOT_SENT') as last_sent_at
from contacts c
left join suppressions s on s.address_key = c.address_key and s.account = c.account
left join global_bounces g on g.address_hash = c.address_hash
  and not exists (select 1 from global_opt_outs o where o.account = c.account)
where c.account = :account and c.id > :after and c.search_text like :search escape '!'
order by c.id limit :limit;

-- name: countAll
-- by: SqlContacts.count without a search
-- index: contacts_by_account
select count(*) as number from contacts where account = :account;

-- name: countFound
-- by: SqlContacts.count
-- index: contacts_by_account
select count(*) as number from contacts where account = :account and search_text like :search escape '!';

-- name: timeline
-- by: SqlContacts.timeline
-- index: messages_by_address, ledger_by_message, ledger_of_no_message, emails, evidence
with history as (
  select l.*, m.email from messages m join ledger l on l.message = m.id
  where m.address_key = :addressKey and m.account = :account
  union all
  select l.*, null from ledger l where l.address_key = :addressKey and l.account = :account and l.message is null
)
select h.*, e.id as email_id, e.name as email_name, v.diagnostic as words
from history h
left join emails e on e.id = h.email
left join evidence v on v.event = h.seq
order by h.seq desc limit :limit;
