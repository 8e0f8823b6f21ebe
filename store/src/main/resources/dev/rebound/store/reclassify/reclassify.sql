-- name: begin
-- by: SqlReclassifications.begin
-- index: ledger, messages_bounced_in_order
insert into reclassifications
  (kind, state, at, by_whom, rules_version, undoes, first_event, total, through, looked, outcome)
select :kind, 'RUNNING', :at, :by, :rulesVersion, null,
  (select coalesce(max(seq), 0) from ledger), (select count(*) from messages where status = 'BOUNCED'), 0, 0, :outcome
on conflict do nothing
returning id;

-- name: beginUndo
-- by: SqlReclassifications.begin; what is taken back begins behind what there was before it
-- index: reclassifications, ledger
-- scan: reclassifications, because that is how SQLite counts what it returns
insert into reclassifications
  (kind, state, at, by_whom, rules_version, undoes, first_event, total, through, looked, outcome)
select :kind, 'RUNNING', :at, :by, :rulesVersion, r.id, (select coalesce(max(seq), 0) from ledger), :total, r.first_event, 0, :outcome
from reclassifications r where r.id = :undoes
on conflict do nothing
returning id;

-- name: list
-- by: SqlReclassifications.list
-- scan: reclassifications, because an installation has a few
select * from reclassifications order by id desc limit :limit;

-- name: find
-- by: SqlReclassifications.find, SqlReclassifications.begin
-- index: reclassifications
select * from reclassifications where id = :id;

-- name: running
-- by: SqlReclassifications.running
-- index: reclassifications_running
select * from reclassifications where state = 'RUNNING';

-- name: bouncedAfter
-- by: SqlReclassifications.bouncesAfter
-- index: messages_bounced_in_order
select * from messages where status = 'BOUNCED' and id > :after order by id limit :limit;

-- name: grounds
-- by: SqlReclassifications.bouncesAfter; how they came back itself is not read again
-- index: ledger_by_message, evidence
select l.*, v.source, v.received_at, v.finality, v.code, v.status as enhanced_status, v.diagnostic, v.command,
  v.remote_mta, v.tls, v.original, 0 as raw_size, null as raw_content
from ledger l
left join evidence v on v.event = l.seq
where l.message in (<messages>) and l.type in ('DEFERRED', 'BOUNCED', 'EXPIRED')
order by l.message, l.seq;

-- name: reclassifiedAfter
-- by: SqlReclassifications.changedBy
-- index: ledger_reclassified
select * from ledger where type = 'RECLASSIFIED' and seq > :after order by seq limit :limit;

-- name: advance
-- by: SqlReclassifications.advance
-- index: reclassifications
update reclassifications set through = :through, looked = :looked, outcome = :outcome
where id = :id and state = 'RUNNING' and through = :before;

-- name: end
-- by: SqlReclassifications.end
-- index: reclassifications
update reclassifications set state = :state where id = :id and state = 'RUNNING';
