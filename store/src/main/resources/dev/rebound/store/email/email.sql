-- name: create
-- by: SqlEmails.create
insert into emails (account, name, subject, preview_text, from_name, from_address, body_text, body_html, state, selection,
  selection_email, try_for, created_at, cloned_from)
values (:account, :name, :subject, :previewText, :fromName, :fromAddress, :bodyText, :bodyHtml, 'DRAFT', :selection,
  :selectionEmail, :tryFor, :at, :clonedFrom)
returning id;

-- name: update
-- by: SqlEmails.update
-- index: emails
update emails set
  name = :name, subject = :subject, preview_text = :previewText, from_name = :fromName, from_address = :fromAddress, body_text = :bodyText,
  body_html = :bodyHtml, selection = :selection, selection_email = :selectionEmail, try_for = :tryFor
where id = :id and account = :account and state = 'DRAFT';

-- name: anySent
-- by: SqlEmails.hasSent; submitted mail has an email a day, which is passed over
-- index: emails_by_account
select id from emails where account = :account and state in ('SENDING', 'SENT') order by id limit 1;

-- name: unchooseContacts
-- by: SqlEmails.update
-- index: chosen_contacts
delete from chosen_contacts where email = :email;

-- name: chooseContact
-- by: SqlEmails.create, SqlEmails.update; a contact of another account is not chosen
-- index: contacts
insert into chosen_contacts (email, contact)
select :email, id from contacts where id = :contact and account = :account and part_of is null
on conflict do nothing;

-- name: chosenContacts
-- by: SqlEmails: the selection of an email
-- index: chosen_contacts
select contact from chosen_contacts where email = :email order by contact;

-- name: findOfAccount
-- by: SqlEmails.find
-- index: emails
select * from emails where id = :id and account = :account;

-- name: find
-- by: SqlEmails.find, Acceptance.acceptNext
-- index: emails
select * from emails where id = :id;

-- name: page
-- by: SqlEmails.page
-- index: emails_by_account
select * from emails where account = :account and id < :before order by id desc limit :limit;

-- name: fromAddresses
-- by: SqlEmails.fromDomains
-- index: emails_by_account
select from_address from emails where account = :account group by from_address order by max(id) desc;

-- name: startSending
-- by: SqlEmails.startSending
-- index: emails, contacts
update emails set state = 'SENDING', sent_at = :at, last_contact = (select coalesce(max(id), 0) from contacts)
where id = :id and account = :account and state in ('DRAFT', 'SCHEDULED');

-- name: unfinished
-- by: SqlEmails.unfinished
-- index: emails_being_sent
select id from emails where state = 'SENDING' order by id;

-- name: nextMessages
-- by: Acceptance.acceptNext; messages are never deleted, so the numbers behind the last are free
-- index: messages
with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < :count)
select (select coalesce(max(id), 0) from messages) + i as id from numbers;
-- postgresql: several nodes take numbers at once
select nextval('message_numbers') as id from generate_series(1, cast(:count as bigint));

-- name: nextOfEverybody
-- by: Acceptance.acceptNext
-- index: contacts_by_account
select c.id, c.address, c.address_key, c.unsubscribed_at from contacts c
where c.account = :account and c.part_of is null and c.id > :after and c.id <= :last
order by c.id limit :limit;

-- name: nextOfChosen
-- by: Acceptance.acceptNext
-- index: chosen_contacts, contacts
select c.id, c.address, c.address_key, c.unsubscribed_at
from chosen_contacts s join contacts c on c.id = s.contact and c.account = :account and c.part_of is null
where s.email = :email and s.contact > :after
order by s.contact limit :limit;

-- name: nextOfSoftBounced
-- by: Acceptance.acceptNext; walks the messages of the email behind the mark, so all chunks together walk once
-- index: messages, contacts
select c.id, c.address, c.address_key, c.unsubscribed_at
from messages m join contacts c on c.id = m.contact and c.account = :account and c.part_of is null
where m.email = :source and m.status = 'BOUNCED' and m.bounce = 'SOFT' and m.account = :account and m.contact > :after
order by m.contact limit :limit;

-- name: moveMark
-- by: Acceptance.acceptNext
-- index: emails
update emails set accepted_to = :contact where id = :id;

-- name: acceptedSoFar
-- by: Acceptance.acceptNext, while a sample is accepted
-- index: email_outcomes
select coalesce(sum(number), 0) as number from email_outcomes where email = :email;

-- name: sampleAccepted
-- by: Acceptance.acceptNext
-- index: emails
update emails set sample_until = :at + sample_wait where id = :id and sample_until is null;

-- name: finishSending
-- by: Acceptance.acceptNext
-- index: emails
update emails set state = 'SENT' where id = :id;

-- shared: why
select case when c.unsubscribed_at is not null then 'UNSUBSCRIBED'
            when g.since is not null then 'GLOBALLY_BOUNCED'
            when s.since is not null or k.since is not null then 'PREVIOUSLY_BOUNCED' end as why,

-- shared: howMany
-- In one row, because putting a million of them in groups means to sort them.
select count(*) as selected, count(c.unsubscribed_at) as unsubscribed,
  count(case when c.unsubscribed_at is null then g.since end) as globally_bounced,
  count(case when c.unsubscribed_at is null and g.since is null then coalesce(s.since, k.since) end) as previously_bounced

-- shared: whatKeepsOut
left join suppressions s on s.address_key = c.address_key and s.account = c.account and (s.probe_from is null or s.probe_from > :now)
left join kept_suppressions k on k.address_hash = c.address_hash and k.account = c.account
  and (k.probe_from is null or k.probe_from > :now)
left join global_bounces g on g.address_hash = c.address_hash
  and not exists (select 1 from global_opt_outs o where o.account = c.account)

-- shared: ofWhichLeftOut
) as selected where why is not null and (why = :why or :why = '') order by id limit :limit;

-- name: rangeOfEverybody
-- by: EverybodysEligibility
-- index: contacts_by_account
select (select min(c.id) from contacts c where c.account = :account and c.part_of is null) as first,
  (select max(c.id) from contacts c where c.account = :account and c.part_of is null) as last;

-- name: previewOfEverybody
-- by: Eligibility.preview
-- index: contacts_by_account, suppressions, kept_suppressions, global_bounces, global_opt_outs
-- insert: howMany
from contacts c
-- insert: whatKeepsOut
where c.account = :account and c.part_of is null and c.id > :after and c.id <= :last;

-- name: someOfEverybody
-- by: Eligibility.reach: one who may be sent to, whoever comes first
-- index: contacts_by_account, suppressions, kept_suppressions, global_bounces, global_opt_outs
select id from (
-- insert: why
c.id
from contacts c
-- insert: whatKeepsOut
where c.account = :account and c.part_of is null
) as selected where why is null limit 1;

-- name: leftOutOfEverybody
-- by: Eligibility.leftOut
-- index: contacts_by_account, suppressions, kept_suppressions, global_bounces, global_opt_outs
select id, address, address_key, first_name, last_name, why from (
-- insert: why
c.id, c.address, c.address_key, c.first_name, c.last_name
from contacts c
-- insert: whatKeepsOut
where c.account = :account and c.part_of is null and c.id > :after
-- insert: ofWhichLeftOut

-- name: previewOfChosen
-- by: Eligibility.preview
-- index: contacts, suppressions, kept_suppressions, global_bounces, global_opt_outs
-- insert: howMany
from contacts c
-- insert: whatKeepsOut
where c.id = :contact and c.account = :account and c.part_of is null;

-- name: leftOutOfChosen
-- by: Eligibility.leftOut
-- index: contacts, suppressions, kept_suppressions, global_bounces, global_opt_outs
select id, address, address_key, first_name, last_name, why from (
-- insert: why
c.id, c.address, c.address_key, c.first_name, c.last_name
from contacts c
-- insert: whatKeepsOut
where c.id = :contact and c.account = :account and c.part_of is null
-- insert: ofWhichLeftOut

-- name: previewOfSoftBounced
-- by: Eligibility.preview
-- index: messages_by_time, contacts, suppressions, kept_suppressions, global_bounces, global_opt_outs
-- insert: howMany
from messages m
join contacts c on c.id = m.contact and c.account = :account and c.part_of is null
-- insert: whatKeepsOut
where m.email = :source and m.status = 'BOUNCED' and m.bounce = 'SOFT' and m.account = :account;

-- name: someOfSoftBounced
-- by: Eligibility.reach
-- index: messages_by_time, contacts, suppressions, kept_suppressions, global_bounces, global_opt_outs
select id from (
-- insert: why
c.id
from messages m
join contacts c on c.id = m.contact and c.account = :account and c.part_of is null
-- insert: whatKeepsOut
where m.email = :source and m.status = 'BOUNCED' and m.bounce = 'SOFT' and m.account = :account
) as selected where why is null limit 1;

-- name: leftOutOfSoftBounced
-- by: Eligibility.leftOut; "+ 0" because few messages bounced softly, and SQLite would look at all from a contact on
-- index: messages_by_time, contacts, suppressions, kept_suppressions, global_bounces, global_opt_outs
select id, address, address_key, first_name, last_name, why from (
-- insert: why
c.id, c.address, c.address_key, c.first_name, c.last_name
from messages m
join contacts c on c.id = m.contact and c.account = :account and c.part_of is null
-- insert: whatKeepsOut
where m.email = :source and m.status = 'BOUNCED' and m.bounce = 'SOFT' and m.account = :account and m.contact + 0 > :after
-- insert: ofWhichLeftOut

-- name: outcomes
-- by: Figures, RecipientIds
-- index: email_outcomes
select status, bounce, reason, not_sent, sum(number) as number from email_outcomes
where email = :email group by status, bounce, reason, not_sent having sum(number) > 0;

-- name: whoRefused
-- by: Figures.causes
-- index: messages_by_outcome
select domain, fault from messages
where email = :email and status = 'BOUNCED' and bounce = :bounce and reason = :reason and not_sent is null
  and fault is not null
order by id limit :limit;

-- name: globalAmongHard
-- by: Figures
-- index: globally_bounced_messages, emails, global_opt_outs
select count(*) as number from globally_bounced_messages b
where b.email = :email
  and not exists (select 1 from emails e join global_opt_outs o on o.account = e.account where e.id = :email);

-- name: domains
-- by: Figures
-- index: email_domains
select domain, sum(pending + delivered + hard + soft) as sent,
  sum(delivered) as delivered, sum(hard) as hard, sum(soft) as soft, sum(pending) as pending
from email_domains where email = :email
group by domain having sum(pending + delivered + hard + soft) > 0
order by sent desc, domain limit :limit;

-- name: spanOfCourse
-- by: Course
-- index: email_course
select
  (select min(start) from email_course where email = :email and width = :width) as first_start,
  (select max(start) from email_course where email = :email and width = :width) as last_start;

-- name: course
-- by: Course
-- index: email_course
select (start - :from) / :length as span, kind, sum(number) as number
from email_course where email = :email and width = :width
group by 1, 2;

-- name: outcomesSince
-- by: SqlEmails.history
-- index: emails_by_sending, email_outcomes
select (e.sent_at - :since) / :length as span, e.from_address, o.status, o.bounce, o.reason, sum(o.number) as number
from emails e join email_outcomes o on o.email = e.id
where e.account = :account and e.sent_at >= :since
group by 1, 2, 3, 4, 5;

-- name: domainsSince
-- by: SqlEmails.history
-- index: emails_by_sending, email_domains
select d.domain, sum(d.pending + d.delivered + d.hard + d.soft) as sent,
  sum(d.delivered) as delivered, sum(d.hard) as hard, sum(d.soft) as soft, sum(d.pending) as pending
from emails e join email_domains d on d.email = e.id
where e.account = :account and e.sent_at >= :since
group by d.domain having sum(d.pending + d.delivered + d.hard + d.soft) > 0
order by sent desc, d.domain limit :limit;

-- name: repliesSince
-- by: SqlEmails.history
-- index: sending_address_replies
select address, sum(taken) as taken, sum(deferred) as deferred, sum(refused) as refused
from sending_address_replies where account = :account and day >= :day
group by address order by sum(taken + deferred + refused) desc, address limit :limit;
