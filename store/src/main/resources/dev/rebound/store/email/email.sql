-- name: create
-- by: SqlEmails.create
insert into emails (account, name, subject, from_name, from_address, body_text, body_html, state, selection,
  selection_email, try_for, created_at, cloned_from)
values (:account, :name, :subject, :fromName, :fromAddress, :bodyText, :bodyHtml, 'DRAFT', :selection,
  :selectionEmail, :tryFor, :at, :clonedFrom)
returning id;

-- name: update
-- by: SqlEmails.update
-- index: emails
update emails set
  name = :name, subject = :subject, from_name = :fromName, from_address = :fromAddress, body_text = :bodyText,
  body_html = :bodyHtml, selection = :selection, selection_email = :selectionEmail, try_for = :tryFor
where id = :id and account = :account and state = 'DRAFT';

-- name: unchooseContacts
-- by: SqlEmails.update
-- index: chosen_contacts
delete from chosen_contacts where email = :email;

-- name: chooseContact
-- by: SqlEmails.create, SqlEmails.update; a contact of another account is not chosen
-- index: contacts
insert into chosen_contacts (email, contact)
select :email, id from contacts where id = :contact and account = :account
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
where c.account = :account and c.id > :after and c.id <= :last
order by c.id limit :limit;

-- name: nextOfChosen
-- by: Acceptance.acceptNext
-- index: chosen_contacts, contacts
select c.id, c.address, c.address_key, c.unsubscribed_at
from chosen_contacts s join contacts c on c.id = s.contact and c.account = :account
where s.email = :email and s.contact > :after
order by s.contact limit :limit;

-- name: nextOfSoftBounced
-- by: Acceptance.acceptNext; walks the messages of the email behind the mark, so all chunks together walk once
-- index: messages, contacts
select c.id, c.address, c.address_key, c.unsubscribed_at
from messages m join contacts c on c.id = m.contact and c.account = :account
where m.email = :source and m.status = 'BOUNCED' and m.bounce = 'SOFT' and m.account = :account and m.contact > :after
order by m.contact limit :limit;

-- name: moveMark
-- by: Acceptance.acceptNext
-- index: emails
update emails set accepted_to = :contact where id = :id;

-- name: acceptedSoFar
-- by: Acceptance.acceptNext, while a sample is accepted
-- index: messages
select count(*) as number from messages where email = :email;

-- name: sampleAccepted
-- by: Acceptance.acceptNext
-- index: emails
update emails set sample_until = :at + sample_wait where id = :id and sample_until is null;

-- name: finishSending
-- by: Acceptance.acceptNext
-- index: emails
update emails set state = 'SENT' where id = :id;

-- name: previewOfEverybody
-- by: SqlEmails.preview
-- index: contacts_by_account, suppressions, global_bounces, global_opt_outs
select case when c.unsubscribed_at is not null then 'UNSUBSCRIBED'
            when g.since is not null then 'GLOBALLY_BOUNCED'
            when s.since is not null then 'PREVIOUSLY_BOUNCED' end as why, count(*) as number
from contacts c
left join suppressions s on s.address_key = c.address_key and s.account = c.account and (s.probe_from is null or s.probe_from > :now)
left join global_bounces g on g.address_hash = c.address_hash
  and not exists (select 1 from global_opt_outs o where o.account = c.account)
where c.account = :account
group by why;

-- name: previewOfChosen
-- by: SqlEmails.preview
-- index: contacts, suppressions, global_bounces, global_opt_outs
select case when c.unsubscribed_at is not null then 'UNSUBSCRIBED'
            when g.since is not null then 'GLOBALLY_BOUNCED'
            when s.since is not null then 'PREVIOUSLY_BOUNCED' end as why, 1 as number
from contacts c
left join suppressions s on s.address_key = c.address_key and s.account = c.account and (s.probe_from is null or s.probe_from > :now)
left join global_bounces g on g.address_hash = c.address_hash
  and not exists (select 1 from global_opt_outs o where o.account = c.account)
where c.id = :contact and c.account = :account;

-- name: previewOfSoftBounced
-- by: SqlEmails.preview
-- index: messages_by_outcome, contacts, suppressions, global_bounces, global_opt_outs
select case when c.unsubscribed_at is not null then 'UNSUBSCRIBED'
            when g.since is not null then 'GLOBALLY_BOUNCED'
            when s.since is not null then 'PREVIOUSLY_BOUNCED' end as why, count(*) as number
from messages m
join contacts c on c.id = m.contact and c.account = :account
left join suppressions s on s.address_key = c.address_key and s.account = c.account and (s.probe_from is null or s.probe_from > :now)
left join global_bounces g on g.address_hash = c.address_hash
  and not exists (select 1 from global_opt_outs o where o.account = c.account)
where m.email = :source and m.status = 'BOUNCED' and m.bounce = 'SOFT' and m.account = :account
group by why;

-- name: outcomes
-- by: Figures
-- index: messages_by_outcome
select status, bounce, reason, not_sent, count(*) as number from messages
where email = :email group by status, bounce, reason, not_sent;

-- name: globalAmongHard
-- by: Figures
-- index: messages_by_outcome, global_bounces, global_opt_outs
select count(*) as number from messages m join global_bounces g on g.address_hash = address_hash(m.address_key)
where m.email = :email and m.status = 'BOUNCED' and m.bounce = 'HARD'
  and not exists (select 1 from global_opt_outs o where o.account = m.account);

-- name: domains
-- by: Figures
-- index: messages_by_outcome
select domain,
  sum(case when status <> 'NOT_SENT' then 1 else 0 end) as sent,
  sum(case when status in ('DELIVERED', 'RELAYED') then 1 else 0 end) as delivered,
  sum(case when status = 'BOUNCED' and bounce = 'HARD' then 1 else 0 end) as hard,
  sum(case when status = 'BOUNCED' and bounce = 'SOFT' then 1 else 0 end) as soft,
  sum(case when status in ('QUEUED', 'PENDING') then 1 else 0 end) as pending
from messages where email = :email
group by domain having sum(case when status <> 'NOT_SENT' then 1 else 0 end) > 0
order by sent desc, domain limit :limit;

-- name: spanOfCourse
-- by: Course
-- index: messages, ledger_by_message
select min(l.at) as first_at, max(l.at) as last_at
from messages m join ledger l on l.message = m.id
where m.email = :email;

-- name: course
-- by: Course
-- index: messages, ledger_by_message
select (l.at - :from) / :width as span, l.type, l.bounce, count(*) as number
from messages m join ledger l on l.message = m.id
where m.email = :email and l.type in ('DELIVERED', 'RELAYED', 'BOUNCED', 'EXPIRED', 'DEFERRED')
group by 1, 2, 3;
