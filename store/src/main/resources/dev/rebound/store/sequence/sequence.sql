-- name: all
-- by: SqlSequences.all
-- index: sequences
select * from sequences where account = :account order by name limit :limit;

-- name: find
-- by: SqlSequences.find
-- index: sequences
select * from sequences where id = :id and account = :account;

-- name: any
-- by: SqlDueSteps.due
-- index: sequences
select * from sequences where id = :id;

-- name: steps
-- by: SqlSequences
-- index: sequence_steps
select * from sequence_steps where sequence = :id order by position;

-- name: add
-- by: SqlSequences.add
insert into sequences (account, name, changed_by, changed_at) values (:account, :name, :by, :at)
on conflict (account, name) do nothing returning *;

-- name: change
-- by: SqlSequences.change
-- index: sequences
update sequences set name = :name, changed_by = :by, changed_at = :at
where id = :id and account = :account
  and not exists (select 1 from sequences o where o.account = :account and o.name = :name and o.id <> :id)
returning *;

-- name: pause
-- by: SqlSequences.pause
-- index: sequences
update sequences set paused = :paused where id = :id and account = :account;

-- name: forgetSteps
-- by: SqlSequences.change
-- index: sequence_steps
delete from sequence_steps where sequence = :id;

-- name: addStep
-- by: SqlSequences.add, SqlSequences.change
insert into sequence_steps (sequence, position, after_seconds, subject, text, html)
values (:id, :position, :after, :subject, :text, :html);

-- name: peopleFigures
-- by: SqlSequences.figures
-- index: sequence_enrolments_by_account
select e.sequence, count(*) as enrolled,
  sum(case when e.ended is null then 1 else 0 end) as active,
  sum(case when e.ended = 'FINISHED' then 1 else 0 end) as finished,
  sum(case when e.ended = 'UNCLEAR' then 1 else 0 end) as unclear
from sequence_enrolments e where e.account = :account group by e.sequence;

-- name: emailFigures
-- by: SqlSequences.figures
-- index: sequence_enrolments_by_account, sequence_sends, one_to_one_messages, messages, ledger_by_message
select f.sequence, sum(f.sent) as sent, sum(f.bounced) as bounced, count(distinct f.replied) as replied,
  sum(case when f.sent = 1 and f.bounced = 0 and f.replied is null then 1 else 0 end) as unknown
from (
  select e.sequence, case when s.sent_at is null then 0 else 1 end as sent,
    case when m.status = 'BOUNCED' then 1 else 0 end as bounced,
    case when exists (select 1 from ledger l where l.message = m.id and l.type = 'NOTED' and l.payload like '%"ANSWER"%')
      then e.id end as replied
  from sequence_enrolments e
  join sequence_sends s on s.enrolment = e.id
  join one_to_one_messages o on o.id = s.one_to_one
  left join messages m on m.id = o.message
  where e.account = :account
) f group by f.sequence;

-- name: active
-- by: SqlSequences.active
-- index: sequence_enrolments_active, contacts
select e.*, c.address, c.address_key from sequence_enrolments e join contacts c on c.id = e.contact
where e.account = :account and e.contact = :contact and e.ended is null;

-- name: enrolled
-- by: SqlSequences.enrolledOf
-- index: sequence_enrolments_active
select contact from sequence_enrolments where account = :account and contact = :contact and ended is null;

-- name: enrol
-- by: SqlSequences.enrol
insert into sequence_enrolments (sequence, account, contact, inbox, enrolled_by, enrolled_at, due_at)
values (:sequence, :account, :contact, :inbox, :by, :at, :dueAt)
on conflict (account, contact) where ended is null do nothing returning id;

-- name: enrolments
-- by: SqlSequences.enrolments
-- index: sequence_enrolments_by_account, contacts
select e.*, c.address, c.address_key from sequence_enrolments e join contacts c on c.id = e.contact
where e.sequence = :sequence and e.account = :account and e.id < :before order by e.id desc limit :limit;

-- name: enrolment
-- by: SqlSequences.enrolment
-- index: sequence_enrolments, contacts
select e.*, c.address, c.address_key from sequence_enrolments e join contacts c on c.id = e.contact
where e.id = :id and e.account = :account;

-- name: due
-- by: SqlDueSteps.due
-- index: sequence_enrolments_due, sequences, contacts
select e.*, c.address, c.address_key from sequence_enrolments e
join sequences q on q.id = e.sequence join contacts c on c.id = e.contact
where e.ended is null and e.due_at <= :now and q.paused = 0 and e.inbox not in (<except>)
order by e.due_at, e.id limit :limit;

-- name: postpone
-- by: SqlDueSteps.postpone
-- index: sequence_enrolments
update sequence_enrolments set due_at = :until where id = :id and ended is null;

-- name: claim
-- by: SqlDueSteps.claim
-- index: sequence_enrolments
insert into sequence_sends (enrolment, position, inbox, claim, claimed_at)
select e.id, e.position, e.inbox, :claim, :at from sequence_enrolments e
where e.id = :id and e.position = :position and e.ended is null
on conflict (enrolment, position) do nothing;

-- name: begun
-- by: SqlDueSteps.begun
-- index: sequence_sends, sequence_enrolments
update sequence_sends set one_to_one = :email
where enrolment = :id and position = :position and claim = :claim and one_to_one is null
  and exists (select 1 from sequence_enrolments e where e.id = :id and e.ended is null);

-- name: sendSent
-- by: SqlDueSteps.sent
-- index: sequence_sends
update sequence_sends set sent_at = :at where enrolment = :id and position = :position and claim = :claim and sent_at is null;

-- name: onward
-- by: SqlDueSteps.sent
-- index: sequence_enrolments
update sequence_enrolments set sent = sent + 1, position = position + 1, tries = 0 where id = :id;

-- name: again
-- by: SqlDueSteps.retry
-- index: sequence_enrolments
update sequence_enrolments set due_at = :until, tries = tries + 1 where id = :id and ended is null;

-- name: giveUpClaim
-- by: SqlDueSteps.retry, SqlDueSteps.settleAbandoned
-- index: sequence_sends
delete from sequence_sends where enrolment = :id and position = :position and claim = :claim and sent_at is null;

-- name: end
-- by: SqlDueSteps.end, SqlSequences.end
-- index: sequence_enrolments
update sequence_enrolments set ended = :why, ended_at = :at, due_at = null where id = :id and ended is null;

-- name: sentSince
-- by: SqlDueSteps.sentSince
-- index: sequence_sends_by_inbox
select count(*) as number, max(sent_at) as last from sequence_sends where inbox = :inbox and sent_at >= :begin;

-- name: endBounced
-- by: SqlDueSteps.endThoseThatAreOver; cross joins, because those that go on are few beside all that was ever sent
-- index: sequence_enrolments, sequence_enrolments_due, sequence_sends, one_to_one_messages
update sequence_enrolments set ended = 'BOUNCED', ended_at = :now, due_at = null where id in (
  select e.id from sequence_enrolments e cross join sequence_sends s cross join one_to_one_messages o cross join messages m
  where e.ended is null and e.due_at is not null and s.enrolment = e.id and o.id = s.one_to_one and m.id = o.message
    and m.status = 'BOUNCED'
  limit :limit);

-- name: endReplied
-- by: SqlDueSteps.endThoseThatAreOver
-- index: sequence_enrolments, sequence_enrolments_due, sequence_sends, one_to_one_messages, ledger_by_message
update sequence_enrolments set ended = 'REPLIED', ended_at = :now, due_at = null where id in (
  select e.id from sequence_enrolments e cross join sequence_sends s cross join one_to_one_messages o
  where e.ended is null and e.due_at is not null and s.enrolment = e.id and o.id = s.one_to_one and exists (
    select 1 from ledger l where l.message = o.message and l.type = 'NOTED' and l.payload like '%"ANSWER"%')
  limit :limit);

-- name: endUnsubscribed
-- by: SqlDueSteps.endThoseThatAreOver
-- index: sequence_enrolments, sequence_enrolments_due, contacts
update sequence_enrolments set ended = 'UNSUBSCRIBED', ended_at = :now, due_at = null where id in (
  select e.id from sequence_enrolments e join contacts c on c.id = e.contact
  where e.ended is null and e.due_at is not null and c.unsubscribed_at is not null limit :limit);

-- name: abandoned
-- by: SqlDueSteps.settleAbandoned
-- index: sequence_sends_open, sequence_enrolments, one_to_one_messages, sequence_steps
select s.enrolment, s.position, s.claim, o.state, n.after_seconds from sequence_sends s
join sequence_enrolments e on e.id = s.enrolment
left join one_to_one_messages o on o.id = s.one_to_one
left join sequence_steps n on n.sequence = e.sequence and n.position = s.position + 1
where s.sent_at is null and s.claimed_at < :before and e.ended is null and e.position = s.position
order by s.claimed_at limit :limit;
