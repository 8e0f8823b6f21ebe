-- name: eventsAfter
-- by: SqlStoreFigures.eventsAfter
-- index: ledger
select type, bounce, count(*) as events from ledger where seq > :after and seq <= :end group by type, bounce;

-- name: queued
-- by: SqlStoreFigures.standing
-- scan: queue, because a count is asked for
select count(*) as figure from queue;

-- name: quarantined
-- by: SqlStoreFigures.standing
-- scan: quarantined_mail, because a count is asked for
select count(*) as figure from quarantined_mail;

-- name: globallyBounced
-- by: SqlStoreFigures.standing
-- scan: global_bounces, because a count is asked for
select count(*) as figure from global_bounces;

-- name: webhooksFailing
-- by: SqlStoreFigures.standing
-- scan: webhooks, because an installation has a few
select count(*) as figure from webhooks where calls_failed > 0 and paused = 0;

-- name: deadLetters
-- by: SqlStoreFigures.standing
-- scan: dead_letters, because a count is asked for
select count(*) as figure from dead_letters;

-- name: circuitsOpen
-- by: SqlStoreFigures.standing
-- index: circuits_open
select count(*) as figure from circuits where closed_at is null;

-- name: bouncesHeld
-- by: SqlStoreFigures.standing
-- index: messages_held
select count(*) as figure from messages where hold_standing = 'HELD';

-- name: reportsCame
-- by: SqlStoreFigures.intake
-- index: raw_reports_by_time, evidence
-- scan: newest, raw_reports, because only the newest are read, by the index
select e.source as kind, sum(case when newest.received_at >= :since then 1 else 0 end) as number, max(newest.received_at) as last
from (select event, received_at from raw_reports order by received_at desc, event desc limit :limit) newest
join evidence e on e.event = newest.event group by e.source;

-- name: quarantinedCame
-- by: SqlStoreFigures.intake
-- index: quarantined_mail_by_time
-- scan: newest, quarantined_mail, because only the newest are read, by the index
select newest.why as kind, sum(case when newest.received_at >= :since then 1 else 0 end) as number, max(newest.received_at) as last
from (select why, received_at from quarantined_mail order by received_at desc, id desc limit :limit) newest
group by newest.why;
