-- name: flows
-- by: SqlMessageQueue.flows: one or two steps of the index for each flow, however many messages it has
-- index: queue_flows, queue, emails
-- Not (email, domain) > (...): SQLite seeks by the first of the two only and reads the rest of the email.
with recursive flow (message) as (
  select coalesce(
    (select message from queue where claimed = 0 and email = :email and domain > :domain
     order by domain, due_at, message limit 1),
    (select message from queue where claimed = 0 and email > :email
     order by email, domain, due_at, message limit 1))
  union all
  select coalesce(
    (select n.message from queue n where n.claimed = 0 and n.email = q.email and n.domain > q.domain
     order by n.domain, n.due_at, n.message limit 1),
    (select n.message from queue n where n.claimed = 0 and n.email > q.email
     order by n.email, n.domain, n.due_at, n.message limit 1))
  from flow join queue q on q.message = flow.message
)
select e.account, q.email, q.domain, q.due_at, e.hold
from flow join queue q on q.message = flow.message join emails e on e.id = q.email
limit :limit;

-- name: due
-- by: SqlMessageQueue.claim, by the writer, so that nobody comes between this and the claim
-- index: queue_flows, messages, contacts, emails
select q.message, m.account, q.email, m.contact, m.recipient, m.address_key, m.attempts, m.accepted_at, m.deadline,
  c.first_name, c.last_name, c.properties, e.try_for
from queue q
join emails e on e.id = q.email and e.hold is null
join messages m on m.id = q.message
left join contacts c on c.id = m.contact
where q.claimed = 0 and q.email = :email and q.domain = :domain and q.due_at <= :now
  and (m.deadline is null or m.deadline > :now)
order by q.due_at, q.message limit :limit;
-- postgresql: several nodes claim at once, and none waits for another
select q.message, m.account, q.email, m.contact, m.recipient, m.address_key, m.attempts, m.accepted_at, m.deadline,
  c.first_name, c.last_name, c.properties, e.try_for
from queue q
join emails e on e.id = q.email and e.hold is null
join messages m on m.id = q.message
left join contacts c on c.id = m.contact
where q.claimed = 0 and q.email = :email and q.domain = :domain and q.due_at <= :now
  and (m.deadline is null or m.deadline > :now)
order by q.due_at, q.message limit :limit
for update of q skip locked;

-- name: mayClaim
-- by: SqlMessageQueue.claim; with SQLite there is one server, and it may
select 1 as number where :node > 0;
-- postgresql: until the commit nobody fences the node, so nothing is claimed by one whose claims have been given back
select number from nodes where number = :node and state = 'LIVE' for share;

-- name: claim
-- by: SqlMessageQueue.claim
-- index: queue
update queue set claimed = :node where message = :message;

-- name: standing
-- by: SqlMessageQueue.standings, at most a second before an attempt
-- index: messages, emails, contacts, suppressions, kept_suppressions, global_bounces, global_opt_outs
-- A message accepted when the address could be probed is the probe, and goes out although the address is suppressed.
-- A submitted message names no contact; the one with its address, if there is one, may have unsubscribed.
select e.hold, case when m.contact is not null and c.id is null then 1 else 0 end as gone, c.unsubscribed_at, coalesce(s.since, x.since) as suppressed_since, g.since as global_since
from messages m
join emails e on e.id = m.email
left join contacts c on c.id = coalesce(
  m.contact, (select k.id from contacts k where k.account = m.account and k.address_key = m.address_key))
left join suppressions s on s.address_key = m.address_key and s.account = m.account
  and (s.probe_from is null or s.probe_from > m.accepted_at)
left join kept_suppressions x on x.address_hash = address_hash(m.address_key) and x.account = m.account
  and (x.probe_from is null or x.probe_from > m.accepted_at)
left join global_bounces g on g.address_hash = address_hash(m.address_key)
  and not exists (select 1 from global_opt_outs o where o.account = m.account)
where m.id = :message;

-- name: release
-- by: SqlMessageQueue.release, releaseAllBut
-- index: queue
update queue set claimed = 0 where message = :message and claimed = :node;

-- name: claimed
-- by: SqlMessageQueue.releaseAllBut
-- scan: queue, because it is asked only after the store has failed
select message from queue where claimed = :node;

-- name: releaseAll
-- by: SqlMessageQueue.releaseAll
-- scan: queue, because it is asked once at start and an index would cost every claim
update queue set claimed = 0 where claimed = :node;

-- name: handOver
-- by: SharedAttempts.handingOver: leave to send an end of data, if the message is the node's and the node is alive
-- index: queue, nodes
insert into attempts (message, node, at, taken)
select q.message, q.claimed, :at, null from queue q
where q.message = :message and q.claimed = :node and exists (
  select 1 from nodes n where n.number = :node and n.state = 'LIVE'
  and n.lease_until > cast(unixepoch('subsec') * 1000000 as integer))
on conflict (message) do update set node = excluded.node, at = excluded.at, taken = null;
-- postgresql: its own way to tell the time
insert into attempts (message, node, at, taken)
select q.message, q.claimed, :at, null from queue q
where q.message = :message and q.claimed = :node and exists (
  select 1 from nodes n where n.number = :node and n.state = 'LIVE'
  and n.lease_until > cast(extract(epoch from clock_timestamp()) * 1000000 as bigint))
on conflict (message) do update set node = excluded.node, at = excluded.at, taken = null;

-- name: taken
-- by: SharedAttempts.taken
-- index: attempts
update attempts set taken = :line where message = :message and node = :node;

-- name: leftovers
-- by: SharedAttempts.leftoversOf: what it still has in hand; the rest is in the ledger
-- scan: attempts, because they are those of the last seconds
-- index: queue
select attempts.message, at, taken from attempts join queue q on q.message = attempts.message and q.claimed = node
where node = :node order by at, attempts.message;
