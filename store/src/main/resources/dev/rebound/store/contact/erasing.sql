-- name: addressesOf
-- by: ContactErasing
-- index: contacts, contacts_parts
select c.id, c.address_key from contacts c where c.id = :id and c.account = :account and c.part_of is null
union all
select p.id, p.address_key from contacts p where p.part_of = :id and p.account = :account and p.id <> :id;

-- name: held
-- by: ContactErasing: what the history of an address holds that was sent in the account
-- index: messages_by_address
select count(*) as messages, count(next_attempt) as waiting,
  sum(case when hold_standing = 'HELD' then 1 else 0 end) as held
from messages where address_key = :address and account = :account;

-- name: unsettled
-- by: ContactErasing: what is still on its way, or held by the guard
-- index: messages_by_address
select id, circuit, next_attempt from messages
where address_key = :address and account = :account and (next_attempt is not null or hold_standing = 'HELD');

-- name: remember
-- by: ContactErasing
-- index: contacts
insert into erasures (address_hash, account, address_key, erased_at, unsubscribed_at)
select address_hash(:address), c.account, :erased, :at, c.unsubscribed_at from contacts c where c.id = :contact
on conflict (address_hash, account) do update set erased_at = excluded.erased_at,
  unsubscribed_at = coalesce(excluded.unsubscribed_at, erasures.unsubscribed_at);

-- name: keepSuppression
-- by: ContactErasing
-- index: suppressions
insert into kept_suppressions (
  address_hash, account, reason, since, cause, ends_at, probe_from, list, source, original, imported_at)
select address_hash(:address), account, reason, since, cause, ends_at, probe_from, list, source,
  case when original is null then null else '' end, imported_at
from suppressions where address_key = :address and account = :account
on conflict do nothing;

-- name: dropSuppression
-- by: ContactErasing
-- index: suppressions
delete from suppressions where address_key = :address and account = :account;

-- name: events
-- by: ContactErasing
-- index: messages_by_address, ledger_by_message, ledger_of_no_message
select l.seq, l.type, l.payload from messages m join ledger l on l.message = m.id
where m.address_key = :address and m.account = :account
union all
select l.seq, l.type, l.payload from ledger l
where l.address_key = :address and l.account = :account and l.message is null;

-- name: eraseEvent
-- by: ContactErasing
-- index: ledger
update ledger set address_key = :erased, payload = :payload where seq = :seq;

-- name: eraseEvidence
-- by: ContactErasing
-- index: evidence
update evidence set diagnostic = '', original = case when original is null then null else '' end where event = :seq;

-- name: dropReport
-- by: ContactErasing
-- index: raw_reports
delete from raw_reports where event = :seq;

-- name: dropSubmitted
-- by: ContactErasing; mail that still waits for another of its recipients stays until it has gone
-- index: messages_by_address, submitted_messages, submissions, submitted_messages_by_submission, messages
update submissions set subject = '', content = case when exists (
    select 1 from submitted_messages o join messages w on w.id = o.message
    where o.submission = submissions.id and w.next_attempt is not null) then content end
where id in (
  select t.submission from messages m join submitted_messages t on t.message = m.id
  where m.address_key = :address and m.account = :account);

-- name: eraseMessages
-- by: ContactErasing
-- index: messages_by_address
update messages set address_key = :erased, recipient = :recipient where address_key = :address and account = :account;

-- name: dropLetters
-- by: ContactErasing: what one-to-one emails said
-- index: one_to_one_by_account, one_to_one_contents
delete from one_to_one_contents where one_to_one in (
  select id from one_to_one_messages where account = :account and address_key = :address);

-- name: endEnrolments
-- by: ContactErasing
-- index: sequence_enrolments_active
update sequence_enrolments set due_at = null, ended = 'BY_HAND', ended_at = :at
where account = :account and contact = :contact and ended is null;

-- name: eraseOneToOne
-- by: ContactErasing
-- index: one_to_one_by_account
update one_to_one_messages set address_key = :erased, recipient = :recipient, subject = '', words = '', copy_words = null
where account = :account and address_key = :address;

-- name: dropBulkEntries
-- by: ContactErasing
-- index: bulk_changes_by_account, bulk_entries
delete from bulk_entries where address_key = :address and bulk in (select id from bulk_changes where account = :account);

-- name: eraseAudit
-- by: ContactErasing
-- index: audit_entries_by_account
update audit_entries set subject = :erased, detail = ''
where account = :account and (subject = :address or detail like :mentioned escape '!');

-- name: eraseContact
-- by: ContactErasing
-- index: contacts
update contacts set
  address_key = :erased, address = :erased, address_hash = '', first_name = '', last_name = '', properties = '',
  search_text = '', part_of = :id
where id = :id;
