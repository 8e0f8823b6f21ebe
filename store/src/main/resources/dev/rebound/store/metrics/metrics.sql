-- name: eventsAfter
-- by: SqlStoreFigures.eventsAfter
-- index: ledger
select type, bounce, count(*) as events from ledger where seq > :after and seq <= :end group by type, bounce;

-- name: lastEvent
-- by: SqlStoreFigures.lastEvent, SqlStoreFigures.eventsAfter, SqlStoreFigures.standing
-- index: ledger
select coalesce(max(seq), 0) as figure from ledger;

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
