-- name: setSample
-- by: SqlControls.setSample
-- index: emails
update emails set sample_size = :size, sample_wait = :wait, sample_limit = :limit, sample_until = null
where id = :id and account = :account and state in ('DRAFT', 'SCHEDULED');

-- name: schedule
-- by: SqlControls.schedule
-- index: emails
update emails set state = 'SCHEDULED', starts_at = :startsAt
where id = :id and account = :account and state in ('DRAFT', 'SCHEDULED');

-- name: unschedule
-- by: SqlControls.unschedule
-- index: emails
update emails set state = 'DRAFT', starts_at = null where id = :id and account = :account and state = 'SCHEDULED';

-- name: toStart
-- by: SqlControls.toStart
-- index: emails_scheduled
select id, account from emails where state = 'SCHEDULED' and starts_at <= :now order by starts_at, id;

-- name: hold
-- by: SqlControls.hold
-- index: emails
update emails set hold = :hold
where id = :id and account = :account and state in ('SENDING', 'SENT')
  and (hold is null or hold <> 'CANCELLED' and hold <> :hold);

-- name: release
-- by: SqlControls.release
-- index: emails
update emails set hold = null where id = :id and account = :account and hold = :from;

-- name: samples
-- by: SqlControls.samples
-- index: emails_being_sent
select id, account, sample_size, sample_wait, sample_limit, sample_until from emails
where state = 'SENDING' and sample_size is not null and hold is null order by id;

-- name: sendRest
-- by: SqlControls.sendRest
-- index: emails
update emails set sample_size = null, sample_until = null, hold = null
where id = :id and account = :account and state = 'SENDING' and sample_size is not null
  and (hold is null or hold = 'REVIEW');

-- name: beingCancelled
-- by: SqlControls.beingCancelled
-- index: emails_cancelled, queue_flows
select id from emails e
where hold = 'CANCELLED'
  and (state = 'SENDING' or exists (select 1 from queue q where q.claimed = 0 and q.email = e.id))
order by id;

-- name: nextToCancel
-- by: SqlControls.cancelNext
-- index: queue_flows, messages
select m.id, m.account, m.address_key from queue q join messages m on m.id = q.message
where q.claimed = 0 and q.email = :email order by q.domain, q.due_at, q.message limit :limit;

-- name: retryEmailNow
-- by: SqlControls.retryNow
-- index: queue_flows, queue, emails_by_account
update queue set due_at = :now
where message in (
  select q.message from emails e join queue q on q.email = e.id
  where e.account = :account and (cast(:email as bigint) is null or e.id = :email) and q.claimed = 0 and q.due_at > :now
    and (cast(:domain as text) is null or q.domain = :domain));

-- name: retryMessageNow
-- by: SqlControls.retryNow
-- index: queue, messages
update queue set due_at = :now
where message = :message and claimed = 0 and due_at > :now
  and exists (select 1 from messages m where m.id = :message and m.account = :account)
  and (cast(:email as bigint) is null or email = :email) and (cast(:domain as text) is null or domain = :domain);

-- name: retryDomainNow
-- by: SqlControls.retryDomainNow, for operators
-- index: queue_flows, queue
-- scan: emails, because what waits for a domain may be of any email, and there are few emails beside messages
-- The cross join keeps SQLite from reading the whole queue instead.
update queue set due_at = :now
where message in (
  select q.message from emails e cross join queue q
  where q.email = e.id and q.claimed = 0 and q.domain = :domain and q.due_at > :now);
