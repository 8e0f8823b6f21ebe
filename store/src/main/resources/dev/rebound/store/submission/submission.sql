-- name: emailOfName
-- by: SqlSubmissions.accept
-- index: emails_submitted
select id from emails where account = :account and name = :name and state = 'SUBMITTED';

-- name: addEmail
-- by: SqlSubmissions.accept, for the first mail of a stream and day
insert into emails (account, name, subject, from_name, from_address, body_text, body_html, state, selection, created_at, sent_at)
values (:account, :name, '', '', :from, '', '', 'SUBMITTED', 'CHOSEN', :at, :at) returning id;

-- name: add
-- by: SqlSubmissions.accept
insert into submissions (account, email, received_at, api_key, from_address, subject, header_id, wants_link, octets, content)
values (:account, :email, :at, :key, :from, :subject, :headerId, :wantsLink, :octets, :content) returning id;

-- name: addMessage
-- by: SqlSubmissions.accept
insert into submitted_messages (message, account, submission) values (:message, :account, :submission);

-- name: nextMessages
-- by: SqlSubmissions.accept; messages are never deleted, so the numbers behind the last are free
-- index: messages
with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < :count)
select (select coalesce(max(id), 0) from messages) + i as id from numbers;
-- postgresql: several nodes take numbers at once
select nextval('message_numbers') as id from generate_series(1, cast(:count as bigint));

-- name: addContact
-- by: SqlSubmissions.accept, where a link to unsubscribe by is wanted, which is a contact's
-- index: erasures
insert into contacts (account, address_key, address_hash, address, first_name, last_name, search_text, created_at, unsubscribed_at)
values (:account, :addressKey, address_hash(:addressKey), :address, '', '', :searchText, :at,
  (select e.unsubscribed_at from erasures e where e.address_hash = address_hash(:addressKey) and e.account = :account))
on conflict do nothing;

-- name: refusal
-- by: SqlSubmissions.refusalOf, SqlSubmissions.accept
-- index: contacts, suppressions, kept_suppressions, erasures, global_bounces, global_opt_outs
select 'GLOBALLY_BOUNCED' as why from global_bounces where address_hash = address_hash(:addressKey)
  and not exists (select 1 from global_opt_outs o where o.account = :account)
union all
select 'PREVIOUSLY_BOUNCED' from suppressions where address_key = :addressKey and account = :account
  and (probe_from is null or probe_from > :now)
union all
select 'PREVIOUSLY_BOUNCED' from kept_suppressions where address_hash = address_hash(:addressKey) and account = :account
  and (probe_from is null or probe_from > :now)
union all
select 'UNSUBSCRIBED' from erasures
where address_hash = address_hash(:addressKey) and account = :account and unsubscribed_at is not null
  and not exists (select 1 from contacts c where c.account = :account and c.address_key = :addressKey)
union all
select 'UNSUBSCRIBED' from contacts
where account = :account and address_key = :addressKey and unsubscribed_at is not null;

-- name: content
-- by: SqlSubmissions.contentOf
-- index: submitted_messages, submissions, messages, contacts
select s.octets, s.content, case when s.wants_link = 1 then c.id end as contact
from submitted_messages t
join submissions s on s.id = t.submission
join messages m on m.id = t.message
left join contacts c on c.account = m.account and c.address_key = m.address_key
where t.message = :message and s.content is not null;

-- name: page
-- by: SqlSubmissions.page
-- index: submitted_messages_by_account, messages, submissions
select m.*, s.received_at, s.api_key, s.from_address, s.subject, s.header_id, s.octets, case when s.content is null then 0 else 1 end as has_content
from submitted_messages t join messages m on m.id = t.message join submissions s on s.id = t.submission
where t.account = :account and t.message < :before
order by t.message desc limit :limit;

-- name: withHeaderId
-- by: SqlSubmissions.withHeaderId
-- index: submissions_by_header, submitted_messages_by_submission, messages
select m.*, s.received_at, s.api_key, s.from_address, s.subject, s.header_id, s.octets, case when s.content is null then 0 else 1 end as has_content
from submissions s join submitted_messages t on t.submission = s.id join messages m on m.id = t.message
where s.account = :account and s.header_id = :headerId
order by s.id desc, t.message desc limit :limit;

-- name: forget
-- by: SqlSubmissions.forgetBefore; whoever asks again goes on with the oldest that are left
-- index: submissions_with_content, submissions, submitted_messages_by_submission, messages
update submissions set content = null
where id in (
  select s.id from submissions s
  where s.content is not null and s.received_at < :moment
    and not exists (
      select 1 from submitted_messages t join messages m on m.id = t.message
      where t.submission = s.id and (m.next_attempt is not null or m.since >= :moment))
  order by s.received_at, s.id limit :limit);
