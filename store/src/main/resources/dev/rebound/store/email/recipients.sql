-- The columns before the last are the same in every row of these; PostgreSQL reads them from the index in order only if they are named.
-- name: idsWithoutVerdict
-- by: OutcomeIndex, of messages that came to nothing that has a reason
-- index: messages_by_outcome
select id from messages
where email = :email and status = :status and bounce is null and reason is null and not_sent is null and id > :after and id <= :last
order by bounce, reason, not_sent, id limit :limit;

-- name: idsWithVerdict
-- by: OutcomeIndex
-- index: messages_by_outcome
select id from messages
where email = :email and status = :status and bounce = :bounce and reason = :reason and not_sent is null and id > :after and id <= :last
order by not_sent, id limit :limit;

-- name: idsNotSent
-- by: OutcomeIndex
-- index: messages_by_outcome
select id from messages
where email = :email and status = :status and bounce is null and reason is null and not_sent = :notSent and id > :after and id <= :last
order by bounce, reason, id limit :limit;

-- name: latestWithoutVerdict
-- by: OutcomeIndex
-- index: messages_by_time
select id, since from messages
where email = :email and status = :status and bounce is null and reason is null and not_sent is null
  and (since, id) < (:since, :id) and since >= :floor
order by bounce desc, reason desc, not_sent desc, since desc, id desc limit :limit;

-- name: latestWithVerdict
-- by: OutcomeIndex
-- index: messages_by_time
select id, since from messages
where email = :email and status = :status and bounce = :bounce and reason = :reason and not_sent is null
  and (since, id) < (:since, :id) and since >= :floor
order by not_sent desc, since desc, id desc limit :limit;

-- name: latestNotSent
-- by: OutcomeIndex
-- index: messages_by_time
select id, since from messages
where email = :email and status = :status and bounce is null and reason is null and not_sent = :notSent
  and (since, id) < (:since, :id) and since >= :floor
order by bounce desc, reason desc, since desc, id desc limit :limit;

-- name: heedsGlobalBounces
-- by: RecipientIds: whether the account of an email leaves out who is bounced globally
-- index: emails, global_opt_outs
select e.id from emails e
where e.id = :email and not exists (select 1 from global_opt_outs o where o.account = e.account);

-- name: amongWithoutVerdict
-- by: OutcomeIndex, of messages that a search found
-- index: messages_by_outcome
select id from messages
where email = :email and status = :status and bounce is null and reason is null and not_sent is null and id in (<ids>);

-- name: amongWithVerdict
-- by: OutcomeIndex, of messages that a search found
-- index: messages_by_outcome
select id from messages
where email = :email and status = :status and bounce = :bounce and reason = :reason and not_sent is null and id in (<ids>);

-- name: amongNotSent
-- by: OutcomeIndex, of messages that a search found
-- index: messages_by_outcome
select id from messages
where email = :email and status = :status and bounce is null and reason is null and not_sent = :notSent and id in (<ids>);

-- name: amongGloballyBounced
-- by: RecipientIds, of messages that a search found
-- index: globally_bounced_messages
select message as id from globally_bounced_messages where email = :email and message in (<ids>);

-- name: idsGloballyBounced
-- by: RecipientIds
-- index: globally_bounced_messages
select b.message as id from globally_bounced_messages b
where b.email = :email and b.message > :after
order by b.message limit :limit;

-- name: idsGloballyBouncedFor
-- by: RecipientIds, for one reason; nothing but two indexes is read, in the same order
-- index: messages_by_outcome, globally_bounced_messages
select m.id from messages m
where m.email = :email and m.status = 'BOUNCED' and m.bounce = 'HARD' and m.reason = :reason and m.not_sent is null
  and m.id > :after
  and exists (select 1 from globally_bounced_messages b where b.email = :email and b.message = m.id)
order by m.id limit :limit;

-- name: countGloballyBounced
-- by: RecipientIds
-- index: globally_bounced_messages
select count(*) as number from globally_bounced_messages b where b.email = :email;

-- name: countGloballyBouncedFor
-- by: RecipientIds, for one reason
-- index: messages_by_time, globally_bounced_messages
select count(*) as number from messages m
where m.email = :email and m.status = 'BOUNCED' and m.bounce = 'HARD' and m.reason = :reason and m.not_sent is null
  and exists (select 1 from globally_bounced_messages b where b.email = :email and b.message = m.id);

-- name: idsOfAddress
-- by: RecipientIds: a whole address was looked for, which is found at once
-- index: messages_by_address
select m.id from messages m where m.address_key = :address and m.email + 0 = :email order by m.id;

-- name: ofContacts
-- by: RecipientSearch; the index alone says which they are, so that no message is read
-- index: messages
select id from messages where email = :email and contact in (<contacts>);

-- name: addressesLike
-- by: RecipientSearch: whether few addresses begin so
-- index: messages_by_address
-- scan: found, because it is limited
select count(*) as number from (
  select address_key from messages where address_key >= :begin and address_key < :behind limit :limit) found;

-- name: ofAddressesLike
-- by: RecipientSearch, where few addresses begin so
-- index: messages_by_address
select m.id from messages m where m.address_key >= :begin and m.address_key < :behind and m.email + 0 = :email;

-- name: toSearch
-- by: RecipientSearch, of messages that one is going through
-- index: messages, contacts
select m.id, m.address_key, coalesce(c.search_text, '') as known_as
from messages m left join contacts c on c.id = m.contact where m.id in (<ids>);

-- name: rows
-- by: SqlRecipients.page
-- index: messages, contacts, global_bounces, global_opt_outs, evidence, ledger_by_message
select m.*, case when c.part_of = c.id then null else coalesce(c.part_of, m.contact) end as person, c.first_name, c.last_name, g.since as global_since, substr(v.diagnostic, 1, 1000) as words
from messages m
left join contacts c on c.id = m.contact
left join global_bounces g on g.address_hash = address_hash(m.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = m.account)
left join evidence v on v.event = (
  select l.seq from ledger l where l.message = m.id and l.evidence is not null order by l.seq desc limit 1)
where m.id in (<ids>);

-- name: toSort
-- by: RecipientSorting, AddressOrder
-- index: messages
select id, address_key, coalesce(reason, not_sent, '') as why, since from messages where id in (<ids>);

-- name: byAddress
-- by: AddressOrder
-- index: messages_by_address
select id, address_key, status, coalesce(bounce, '') as bounce, coalesce(reason, '') as reason,
  coalesce(not_sent, '') as not_sent
from messages where account = :account and email + 0 = :email and (address_key, id) > (:address, :id)
order by address_key, id limit :limit;

-- name: emailOfAccount
-- by: SqlRecipients: whether the account has the email
-- index: emails
select id from emails where id = :email and account = :account;

-- name: recipient
-- by: SqlRecipients.detail
-- index: messages, contacts, global_bounces, global_opt_outs, evidence, ledger_by_message
select m.*, case when c.part_of = c.id then null else coalesce(c.part_of, c.id) end as person, c.first_name, c.last_name, g.since as global_since, substr(v.diagnostic, 1, 1000) as words
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
-- index: suppressions, kept_suppressions
select reason, since, cause, ends_at, probe_from, list, source, original, imported_at
from suppressions where address_key = :address and account = :account
union all
select reason, since, cause, ends_at, probe_from, list, source, original, imported_at
from kept_suppressions where address_hash = address_hash(:address) and account = :account;

-- name: steps
-- by: SqlRecipients.detail
-- index: ledger_by_message, evidence, raw_reports
select l.*, v.source, v.received_at, v.finality, v.code, v.status as enhanced_status,
  v.diagnostic, v.command, v.remote_mta, v.tls, v.original, r.size as raw_size, r.content as raw_content
from ledger l
left join evidence v on v.event = l.seq
left join raw_reports r on r.event = l.seq
where l.message = :message
order by l.seq;
