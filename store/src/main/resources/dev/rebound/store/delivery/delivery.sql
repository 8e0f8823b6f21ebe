-- name: claim
-- by: SqlMessageQueue.claim
-- index: messages_due, messages
-- PostgreSQL: add "for update skip locked" to the inner query.
update messages set taken = 1
where id in (
  select id from messages
  where taken = 0 and next_attempt <= :now and email is not null
  order by next_attempt, id limit :limit)
returning id, next_attempt;

-- name: claimed
-- by: SqlMessageQueue.claim
-- index: messages, contacts
select m.*, c.first_name, c.last_name
from messages m join contacts c on c.id = m.contact
where m.id = :id;

-- name: release
-- by: SqlMessageQueue.release
-- index: messages
update messages set taken = 0 where id = :id;

-- name: releaseAll
-- by: SqlMessageQueue.releaseAll
-- index: messages_taken
update messages set taken = 0 where taken = 1;

-- name: nextDue
-- by: SqlMessageQueue.nextDue
-- index: messages_due
select next_attempt from messages
where taken = 0 and next_attempt is not null and email is not null
order by next_attempt, id limit 1;
