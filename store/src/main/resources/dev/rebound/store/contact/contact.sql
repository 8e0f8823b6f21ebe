-- name: add
-- by: SqlContacts.save; who wanted no more mail when they were erased still wants none
-- index: erasures
insert into contacts (
  account, address_key, address_hash, address, first_name, last_name, properties, search_text, created_at, unsubscribed_at)
values (:account, :addressKey, address_hash(:addressKey), :address, :firstName, :lastName, :properties, :searchText, :at,
  (select e.unsubscribed_at from erasures e where e.address_hash = address_hash(:addressKey) and e.account = :account))
on conflict do nothing
returning id;

-- name: byAddress
-- by: SqlContacts.save, SqlContacts.findByAddress
-- index: contacts
select * from contacts where account = :account and address_key = :addressKey;

-- name: byId
-- by: SqlContacts.changeAddress, SqlContacts.rename; whichever of its rows is named
-- index: contacts
select c.* from contacts p join contacts c on c.id = coalesce(p.part_of, p.id)
where p.id = :id and p.account = :account and c.part_of is null;

-- name: update
-- by: ContactRows.update
-- index: contacts
update contacts set
  address_key = :addressKey, address = :address, first_name = :firstName, last_name = :lastName,
  properties = :properties, search_text = :searchText, address_hash = address_hash(:addressKey)
where id = :id;

-- name: setUnsubscribed
-- by: SqlContacts.setUnsubscribed
-- index: contacts, contacts_parts
update contacts set unsubscribed_at = :at
where id in (
  select coalesce(c.part_of, c.id) from contacts c where c.id = :id and c.account = :account
  union all
  select p.id from contacts c join contacts p on p.part_of = coalesce(c.part_of, c.id)
  where c.id = :id and c.account = :account);

-- shared: views
select c.*,
  coalesce(s.reason, k.reason) as reason, coalesce(s.since, k.since) as since, coalesce(s.cause, k.cause) as cause,
  coalesce(s.ends_at, k.ends_at) as ends_at, coalesce(s.probe_from, k.probe_from) as probe_from,
  coalesce(s.list, k.list) as list, coalesce(s.source, k.source) as source,
  coalesce(s.original, k.original) as original, coalesce(s.imported_at, k.imported_at) as imported_at, g.since as global_since,
  (select count(*) from messages m
    where m.address_key = c.address_key and m.account = c.account and m.status = 'BOUNCED') as bounces,
  (select count(*) from messages m
    where m.address_key = c.address_key and m.account = c.account and m.status in ('DELIVERED', 'RELAYED')) as delivered,
  (select max(m.accepted_at) from messages m
    where m.address_key = c.address_key and m.account = c.account and m.status <> 'NOT_SENT') as last_sent_at
from contacts c
left join suppressions s on s.address_key = c.address_key and s.account = c.account
left join kept_suppressions k on k.address_hash = c.address_hash and k.account = c.account
left join global_bounces g on g.address_hash = c.address_hash
  and not exists (select 1 from global_opt_outs o where o.account = c.account)

-- name: view
-- by: SqlContacts.find; whichever of its rows is named
-- index: contacts, suppressions, kept_suppressions, global_bounces, global_opt_outs, messages_by_address
-- insert: views
where c.account = :account and c.part_of is null
  and c.id = (select coalesce(p.part_of, p.id) from contacts p where p.id = :id and p.account = :account);

-- name: whoseAddress
-- by: SqlContacts: a whole address was looked for, which is found at once
-- index: contacts
select coalesce(part_of, id) as id from contacts where account = :account and address_key = :address;

-- name: addresses
-- by: ContactFamily: its first address and the others; "+ 0" because SQLite would look at all contacts of the account
-- index: contacts, contacts_parts, suppressions, kept_suppressions, global_bounces, global_opt_outs, messages_by_address
-- insert: views
where c.account + 0 = :account and c.id in (
  select m.id from contacts m where m.id = :id and m.part_of is null
  union all
  select p.id from contacts p where p.part_of = :id and p.id <> :id)
order by case when c.part_of is null then 0 else 1 end, c.id;

-- name: page
-- by: SqlContacts.page
-- index: contacts_by_account, suppressions, kept_suppressions, global_bounces, global_opt_outs, messages_by_address
-- insert: views
where c.account = :account and c.part_of is null and c.id > :after
order by c.id limit :limit;

-- name: countAll
-- by: SqlContacts.count without a search
-- index: contact_counts
select number from contact_counts where account = :account;

-- name: timeline
-- by: SqlContacts.timeline: of all its addresses
-- index: contacts, contacts_parts, messages_by_address, ledger_by_message, ledger_of_no_message, emails, one_to_one_messages, evidence
-- scan: history, because it is what there is of the contact, to be sorted
with mine as (
  select c.address_key, c.account from contacts c where c.id = :id and c.account = :account and c.part_of is null
  union all
  select p.address_key, p.account from contacts p where p.part_of = :id and p.account = :account and p.id <> :id
), history as (
  select l.*, m.email from mine a join messages m on m.address_key = a.address_key and m.account = a.account
  join ledger l on l.message = m.id
  union all
  select l.*, null from mine a join ledger l on l.address_key = a.address_key and l.account = a.account and l.message is null
)
select h.*, e.id as email_id, coalesce(e.name, o.subject) as email_name, v.diagnostic as words
from history h
left join emails e on e.id = h.email
left join one_to_one_messages o on o.message = h.message
left join evidence v on v.event = h.seq
order by h.seq desc limit :limit;

-- name: addPart
-- by: ContactFamily: another address of a contact
-- index: contacts
insert into contacts (
  account, address_key, address_hash, address, first_name, last_name, properties, search_text, created_at, unsubscribed_at, part_of)
select c.account, :addressKey, address_hash(:addressKey), :address, c.first_name, c.last_name, c.properties, :searchText, :at,
  c.unsubscribed_at, c.id
from contacts c where c.id = :id and c.account = :account and c.part_of is null
on conflict do nothing;

-- name: rekey
-- by: ContactFamily: two rows change addresses
-- index: contacts
update contacts set address_key = :addressKey, address = :address, address_hash = address_hash(:addressKey), search_text = :searchText
where id = :id;

-- name: detach
-- by: ContactFamily: an address becomes a contact of its own
-- index: contacts
update contacts set part_of = null where id = :part and account = :account and part_of = :id and part_of <> id;

-- name: attach
-- by: ContactFamily: a contact and its other addresses become part of another
-- index: contacts, contacts_parts
update contacts set part_of = :into where account = :account and id in (
  select c.id from contacts c where c.id = :from and c.part_of is null
  union all
  select p.id from contacts p where p.part_of = :from and p.id <> :from);

-- name: chooseInstead
-- by: ContactFamily: emails that chose a contact now choose the one that is left
-- index: emails_by_account, chosen_contacts
insert into chosen_contacts (email, contact)
select s.email, :into from emails e join chosen_contacts s on s.email = e.id and s.contact = :from
where e.account = :account
on conflict do nothing;

-- name: endSecondEnrolment
-- by: ContactFamily: a contact goes through one sequence at a time
-- index: sequence_enrolments_active
update sequence_enrolments set ended = 'MERGED', ended_at = :at, due_at = null
where account = :account and contact = :from and ended is null and exists (
  select 1 from sequence_enrolments i where i.account = :account and i.contact = :into and i.ended is null);

-- name: enrolInstead
-- by: ContactFamily: the sequence that a contact goes through goes on with the one that is left
-- index: sequence_enrolments_active
update sequence_enrolments set contact = :into where account = :account and contact = :from and ended is null;

-- name: unchoose
-- by: ContactFamily, ContactErasing
-- index: emails_by_account, chosen_contacts
delete from chosen_contacts where contact = :id and email in (select id from emails where account = :account);

-- name: otherAddresses
-- by: ContactRows: they are found by any of their addresses
-- index: contacts_parts
select address from contacts where part_of = :id and id <> :id order by id;

-- name: enterWords
-- by: ContactIndex: a row that is a contact is found by its words from now on
-- index: contacts
insert into contact_words (account, word, contact)
select c.account, w.value, c.id
from contacts c join json_each('["' || replace(ltrim(c.search_text), ' ', '","') || '"]') w
where c.account = :account and c.address_key = :addressKey and c.part_of is null and c.search_text <> ''
on conflict do nothing;
-- postgresql: it takes texts apart by other means
insert into contact_words (account, word, contact)
select c.account, w.value, c.id
from contacts c cross join lateral unnest(string_to_array(ltrim(c.search_text), ' ')) w (value)
where c.account = :account and c.address_key = :addressKey and c.part_of is null and c.search_text <> ''
on conflict do nothing;

-- name: enterWord
-- by: ContactIndex: one row a statement, because SQLite keeps a copy of every page that a statement of many rows touches
insert into contact_words (account, word, contact) values (:account, :word, :contact) on conflict do nothing;
-- postgresql: those of many contacts at once
insert into contact_words (account, word, contact)
select v.account, v.word, v.contact
from unnest(cast(:account as bigint[]), cast(:word as text[]), cast(:contact as bigint[])) v (account, word, contact)
on conflict do nothing;

-- name: forgetWord
-- by: ContactIndex
-- index: contact_words
delete from contact_words where account = :account and word = :word and contact = :contact;

-- name: searched
-- by: ContactRows.update: what a row is found by until now, and whether it is a contact
-- index: contacts
select search_text, part_of from contacts where id = :id;

-- name: forgetWords
-- by: ContactIndex, before a contact's words change or it is none any more
-- index: contacts, contact_words
-- scan: w, because it is the words of one contact
delete from contact_words where (account, word, contact) in (
  select c.account, w.value, c.id
  from contacts c join json_each('["' || replace(ltrim(c.search_text), ' ', '","') || '"]') w where c.id = :id);
-- postgresql: it takes texts apart by other means
delete from contact_words where (account, word, contact) in (
  select c.account, w.value, c.id
  from contacts c cross join lateral unnest(string_to_array(ltrim(c.search_text), ' ')) w (value) where c.id = :id);

-- name: countContacts
-- by: ContactIndex
insert into contact_counts (account, number) values (:account, :difference)
on conflict (account) do update set number = contact_counts.number + excluded.number;

-- shared: withWords
  and c.search_text like :first and c.search_text like :second and c.search_text like :third

-- name: propertyNames
-- by: PropertyNames
-- index: contact_property_names
select name from contact_property_names where account = :account and becomes is null order by name;

-- name: knowPropertyName
-- by: PropertyNames
insert into contact_property_names (account, name) values (:account, :name) on conflict do nothing;

-- name: propertyChanges
-- by: PropertyNames: those that are about to go too
-- index: contact_property_names
select name, becomes from contact_property_names where account = :account order by name;

-- name: changesOfAll
-- by: PropertyNames: what goes on after a crash
-- scan: contact_property_names, because an account has a hundred at the most
select account, name from contact_property_names where becomes is not null order by account, name;

-- name: beginPropertyChange
-- by: PropertyNames
-- index: contact_property_names
update contact_property_names set becomes = :becomes
where account = :account and name = :name and becomes is null and not exists (
  select 1 from contact_property_names o where o.account = :account and (o.name = :becomes or o.becomes is not null));

-- name: becomes
-- by: PropertyNames
-- index: contact_property_names
select becomes from contact_property_names where account = :account and name = :name and becomes is not null;

-- name: forgetPropertyName
-- by: PropertyNames
-- index: contact_property_names
delete from contact_property_names where account = :account and name = :name and becomes is not null;

-- name: nextWithProperty
-- by: PropertyNames: the next contacts to be changed
-- index: contact_values, contacts
select c.* from contact_values v join contacts c on c.id = v.contact
where v.account = :account and v.name = :name order by v.value, v.contact limit :limit;
-- postgresql: nobody else changes them meanwhile
select c.* from contact_values v join contacts c on c.id = v.contact
where v.account = :account and v.name = :name order by v.value, v.contact limit :limit for update of c;

-- name: nextPartWithProperty
-- by: PropertyNames: other addresses, with the properties they came with
-- index: contacts_parts_with_properties
select c.* from contacts c
where c.account = :account and c.part_of is not null and c.properties <> '' and replace(c.properties, :key, '') <> c.properties
order by c.id limit :limit;

-- name: setPartProperties
-- by: PropertyNames
-- index: contacts
update contacts set properties = :properties where id = :id;

-- name: enterValue
-- by: PropertyValues: a row that is a contact is listed by its values from now on
insert into contact_values (account, name, value, contact) values (:account, :name, :value, :contact) on conflict do nothing;
-- postgresql: those of many contacts at once
insert into contact_values (account, name, value, contact)
select v.account, v.name, v.value, v.contact
from unnest(cast(:account as bigint[]), cast(:name as text[]), cast(:value as text[]), cast(:contact as bigint[]))
  v (account, name, value, contact)
on conflict do nothing;

-- name: forgetValue
-- by: PropertyValues
-- index: contact_values
delete from contact_values where account = :account and name = :name and value = :value and contact = :contact;

-- name: valuesUpTo
-- by: PropertySearch: how many have a value
-- index: contact_values
-- scan: found, because it is limited
select count(*) as number from (
  select contact from contact_values where account = :account and name = :name and value = :value limit :limit) found;

-- name: namesUpTo
-- by: PropertySearch, PropertyNames: how many have a property
-- index: contact_values
-- scan: found, because it is limited
select count(*) as number from (
  select contact from contact_values where account = :account and name = :name limit :limit) found;

-- name: idsOfValue
-- by: PropertySearch: those of one value lie in the order of their ids
-- index: contact_values
select contact as id from contact_values
where account = :account and name = :name and value = :value and contact > :after
order by contact limit :limit;

-- name: idsOfValueAndWords
-- by: PropertySearch: the same, gone through for those who have the words too
-- index: contact_values, contacts
select v.contact as id from contact_values v join contacts c on c.id = v.contact
where v.account = :account and v.name = :name and v.value = :value and v.contact > :after
-- insert: withWords
order by v.contact limit :limit;

-- name: idsOfName
-- by: PropertySearch, where few have the property, whatever its value
-- index: contact_values, contacts
select v.contact as id from contact_values v join contacts c on c.id = v.contact
where v.account = :account and v.name = :name and v.contact > :after
-- insert: withWords
order by v.contact limit :limit;

-- name: idsOfNameAmongAll
-- by: PropertySearch, where so many have the property that one soon comes to the next
-- index: contacts_by_account
select c.id from contacts c
where c.account = :account and c.part_of is null and c.id > :after and replace(c.properties, :key, '') <> c.properties
-- insert: withWords
order by c.id limit :limit;

-- name: ofWords
-- by: PropertySearch, where few have the words; which of them have the value is seen from their properties
-- index: contact_words, contacts
select distinct c.id, c.properties from contact_words w join contacts c on c.id = w.contact
where w.account = :account and w.word >= :word and w.word < :behind and w.contact > :after
-- insert: withWords
order by c.id;

-- name: wordsLike
-- by: ContactSearch: whether few contacts have a word that begins so
-- index: contact_words
-- scan: found, because it is limited
select count(*) as number from (
  select contact from contact_words where account = :account and word >= :word and word < :behind limit :limit) found;

-- name: idsOfWord
-- by: ContactSearch, where few have a word that begins so
-- index: contact_words
select distinct contact as id from contact_words
where account = :account and word >= :word and word < :behind and contact > :after
order by contact limit :limit;

-- name: idsOfWords
-- by: ContactSearch, where few have a word that begins so, and more words are looked for
-- index: contact_words, contacts
select distinct c.id from contact_words w join contacts c on c.id = w.contact
where w.account = :account and w.word >= :word and w.word < :behind and w.contact > :after
-- insert: withWords
order by c.id limit :limit;

-- name: idsAmongAll
-- by: ContactSearch, where so many have such a word that one soon comes to the next
-- index: contacts_by_account
select c.id from contacts c where c.account = :account and c.part_of is null and c.id > :after
-- insert: withWords
order by c.id limit :limit;

-- name: countAmongAll
-- by: ContactSearch, for those who must know exactly
-- index: contacts_by_account
select count(*) as number from contacts c where c.account = :account and c.part_of is null
-- insert: withWords
;

-- name: pageOf
-- by: SqlContacts.page: those that a search found
-- index: contacts, suppressions, kept_suppressions, global_bounces, global_opt_outs, messages_by_address
-- insert: views
where c.id in (<ids>);
