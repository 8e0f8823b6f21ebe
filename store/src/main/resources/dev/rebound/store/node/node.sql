-- name: now
-- by: SqlNodes and SqlDuties, before whatever goes by the database's clock
select cast(unixepoch('subsec') * 1000000 as integer) as now;
-- postgresql: this moment, not that of the transaction's beginning
select cast(extract(epoch from clock_timestamp()) * 1000000 as bigint) as now;

-- name: living
-- by: SqlNodes.join, beat, fenceSilent
-- scan: nodes, because there are few
select * from nodes where state = 'LIVE' order by number;

-- name: sessions
-- by: SqlNodes.join; with SQLite whoever was there before has let go of the folder
select 0 as number;
-- postgresql: a process that was killed has none any more
select count(*) as number from pg_stat_activity where application_name = :session;

-- name: endSessions
-- by: SqlNodes.fenceSilent; with SQLite there are none
select 0 as number;
-- postgresql: a node that stands still may have locked what others want
select count(pg_terminate_backend(pid)) as number from pg_stat_activity
where application_name = :session and pid <> pg_backend_pid();

-- name: join
-- by: SqlNodes.join
insert into nodes (
  name, host, version, rules_version, session, agreed, state, joined_at, seen_at, lease_until, in_hand, clock_ahead)
values (:name, :host, :version, :rules, :session, :agreed, 'LIVE', :now, :now, :until, 0, 0)
returning number;

-- name: beat
-- by: SqlNodes.beat
-- index: nodes
update nodes set seen_at = :now, lease_until = :until, in_hand = :inHand, rules_version = :rules, clock_ahead = :ahead
where number = :number and state = 'LIVE';

-- name: end
-- by: SqlNodes.join, fenceSilent, leave
-- index: nodes
update nodes set state = :state, ended_at = :now where number = :number and state = 'LIVE';

-- name: fence
-- by: SqlNodes.fenceSilent
-- index: nodes
update nodes set state = 'LOST', ended_at = :now
where number = :number and state = 'LIVE' and lease_until <= :dead;

-- name: unsettled
-- by: SqlNodes.unsettled
-- scan: nodes, because there are few
select * from nodes where state <> 'LIVE' and settled_at is null order by number;

-- name: settle
-- by: SqlNodes.settle
-- index: nodes
update nodes set settled_at = :now, settled_by = :by
where number = :number and state <> 'LIVE' and settled_at is null;

-- name: found
-- by: SqlNodes.settle
-- index: nodes
update nodes set returned = :returned, doubtful = :doubtful, in_hand = 0 where number = :number;

-- name: putOffDoubtful
-- by: SqlNodes.settle: what it was handing over
-- index: queue
-- scan: attempts, because it is asked once for a node that has ended
update queue set claimed = 0, due_at = case when due_at > :due then due_at else :due end
where claimed = :number and message in (select message from attempts where node = :number);

-- name: returnClaims
-- by: SqlNodes.settle
-- scan: queue, because it is asked once for a node that has ended and an index would cost every claim
update queue set claimed = 0 where claimed = :number;

-- name: forgetAttempts
-- by: SqlNodes.settle
-- scan: attempts, because it is asked once for a node that has ended
delete from attempts where node = :number;

-- name: list
-- by: SqlNodes.list
-- scan: nodes, because there are few
select * from nodes
order by case when state = 'LIVE' then 0 else 1 end, case when state = 'LIVE' then number else -number end
limit :limit;

-- name: forget
-- by: SqlNodes.forgetSettled
-- scan: nodes, because there are few
delete from nodes where settled_at < :before;

-- name: holders
-- by: SqlDuties
-- scan: duties, because each node looks at all of them anyway
-- index: nodes
select duties.name, node, case when n.state = 'LIVE' and n.lease_until > :dead then 1 else 0 end as is_alive
from duties left join nodes n on n.number = node;

-- name: isAlive
-- by: SqlDuties.take
-- index: nodes
select number from nodes where number = :number and state = 'LIVE';

-- name: takeDuty
-- by: SqlDuties.take
-- index: nodes
insert into duties (name, node, since) values (:name, :node, :now)
on conflict (name) do update set node = excluded.node, since = excluded.since
where not exists (
  select 1 from nodes n where n.number = duties.node and n.state = 'LIVE' and n.lease_until > :dead);

-- name: layDown
-- by: SqlDuties.layDown
-- index: duties
delete from duties where name = :name and node = :node;

-- name: layDownAll
-- by: SqlNodes, when one has ended
-- scan: duties, because that is seldom
delete from duties where node = :number;

-- name: forgetSettled
-- by: SqlNodes.beat: what is in the ledger by now
-- scan: attempts, because they are those of the last seconds
-- index: queue
delete from attempts where node = :number and not exists (
  select 1 from queue q where q.message = attempts.message and q.claimed = attempts.node);
