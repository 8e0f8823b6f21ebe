-- name: begin
-- by: SqlOneToOneMessages.begin
insert into one_to_one_messages (account, inbox, contact, recipient, address_key, subject, token, header_id, at, state)
values (:account, :inbox, :contact, :recipient, :addressKey, :subject, :token, :headerId, :at, 'SENDING') returning id;

-- name: nextMessage
-- by: SqlOneToOneMessages.sent; messages are never deleted, so the number behind the last is free
-- index: messages
select coalesce(max(id), 0) + 1 as id from messages;
-- postgresql: several nodes take numbers at once
select nextval('message_numbers') as id;

-- name: any
-- by: SqlOneToOneMessages.sent
-- index: one_to_one_messages
select * from one_to_one_messages where id = :id;

-- name: sent
-- by: SqlOneToOneMessages.sent
-- index: one_to_one_messages
update one_to_one_messages set state = 'SENT', message = :message, words = :words where id = :id;

-- name: ended
-- by: SqlOneToOneMessages.ended
-- index: one_to_one_messages
update one_to_one_messages set state = :state, words = :words where id = :id and state = 'SENDING';

-- name: endInterrupted
-- by: SqlOneToOneMessages.endInterrupted
-- index: one_to_one_sending
update one_to_one_messages set state = 'UNCLEAR' where state = 'SENDING' and at < :before;

-- name: find
-- by: SqlOneToOneMessages.find
-- index: one_to_one_messages
select * from one_to_one_messages where id = :id and account = :account;

-- name: page
-- by: SqlOneToOneMessages.page
-- index: one_to_one_by_account
select * from one_to_one_messages where account = :account and id < :before order by id desc limit :limit;

-- name: withToken
-- by: SqlOneToOneMessages.withToken
-- index: one_to_one_messages
select * from one_to_one_messages where token = :token and inbox = :inbox;

-- name: withHeaderId
-- by: SqlOneToOneMessages.withHeaderId
-- index: one_to_one_by_header
select * from one_to_one_messages where inbox = :inbox and header_id = :headerId order by id desc limit 1;

-- name: toAddress
-- by: SqlOneToOneMessages.toAddress
-- index: one_to_one_by_address
select * from one_to_one_messages
where inbox = :inbox and address_key = :addressKey and at >= :from and at <= :to
order by at desc, id desc limit :limit;

-- name: keepContent
-- by: SqlOneToOneMessages.begin
insert into one_to_one_contents (one_to_one, text, html, files) values (:id, :text, :html, :files);

-- name: refused
-- by: SqlOneToOneMessages.refused
-- index: one_to_one_messages
update one_to_one_messages set state = 'REFUSED', message = :message, words = :words where id = :id;

-- name: copied
-- by: SqlOneToOneMessages.copied
-- index: one_to_one_messages
update one_to_one_messages set copy = :copy, copy_words = :words where id = :id;

-- name: content
-- by: SqlOneToOneCourses.content
-- index: one_to_one_messages, one_to_one_contents
select c.* from one_to_one_messages o join one_to_one_contents c on c.one_to_one = o.id
where o.id = :id and o.account = :account;

-- name: course
-- by: SqlOneToOneCourses.find
-- index: one_to_one_messages, messages, ledger_by_message, evidence
select o.*, m.since as bounced_at, m.bounce, m.reason, m.fault, m.confidence, m.rule, m.rules_version, m.matched, m.runner_up,
  (select v.diagnostic from ledger l join evidence v on v.event = l.seq
    where l.message = o.message and l.type = 'BOUNCED' order by l.seq desc limit 1) as bounce_words,
  (select min(l.at) from ledger l where l.message = o.message and l.type = 'NOTED' and l.payload like '%"ANSWER"%') as answered_at
from one_to_one_messages o left join messages m on m.id = o.message
where o.id = :id and o.account = :account;

-- name: courses
-- by: SqlOneToOneCourses.page
-- index: one_to_one_by_account, messages, ledger_by_message, evidence
select o.*, m.since as bounced_at, m.bounce, m.reason, m.fault, m.confidence, m.rule, m.rules_version, m.matched, m.runner_up,
  (select v.diagnostic from ledger l join evidence v on v.event = l.seq
    where l.message = o.message and l.type = 'BOUNCED' order by l.seq desc limit 1) as bounce_words,
  (select min(l.at) from ledger l where l.message = o.message and l.type = 'NOTED' and l.payload like '%"ANSWER"%') as answered_at
from one_to_one_messages o left join messages m on m.id = o.message
where o.account = :account and o.id < :before
order by o.id desc limit :limit;

-- name: coursesOfContact
-- by: SqlOneToOneCourses.ofContact
-- index: one_to_one_by_contact, messages, ledger_by_message, evidence
select o.*, m.since as bounced_at, m.bounce, m.reason, m.fault, m.confidence, m.rule, m.rules_version, m.matched, m.runner_up,
  (select v.diagnostic from ledger l join evidence v on v.event = l.seq
    where l.message = o.message and l.type = 'BOUNCED' order by l.seq desc limit 1) as bounce_words,
  (select min(l.at) from ledger l where l.message = o.message and l.type = 'NOTED' and l.payload like '%"ANSWER"%') as answered_at
from one_to_one_messages o left join messages m on m.id = o.message
where o.account = :account and o.contact = :contact and o.id < :before
order by o.id desc limit :limit;
