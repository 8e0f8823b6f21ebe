-- name: create
-- by: SqlWebhooks.create
insert into webhooks (account, url, secret, types, paused, position, created_at)
select :account, :url, :secret, :types, 0, coalesce(max(seq), 0), :at from ledger returning id;

-- name: list
-- by: SqlWebhooks.list
-- index: webhooks_by_account
select * from webhooks where account = :account order by id;

-- name: find
-- by: SqlWebhooks.find
-- index: webhooks
select * from webhooks where id = :id and account = :account;

-- name: removeLetters
-- by: SqlWebhooks.remove
-- index: dead_letters_by_webhook, webhooks
delete from dead_letters where webhook in (select id from webhooks where id = :id and account = :account);

-- name: remove
-- by: SqlWebhooks.remove
-- index: webhooks
delete from webhooks where id = :id and account = :account;

-- name: pause
-- by: SqlWebhooks.pause
-- index: webhooks
update webhooks set paused = :paused, calls_failed = 0, problem = null, next_call = null
where id = :id and account = :account;

-- name: rewind
-- by: SqlWebhooks.rewind
-- index: webhooks
update webhooks set position = :position where id = :id and account = :account;

-- name: callable
-- by: SqlWebhooks.callable
-- scan: webhooks, because an installation has a few
select * from webhooks where paused = 0 and (next_call is null or next_call <= :now) order by id;

-- name: momentFrom
-- by: SqlWebhooks.rewind, which halves the ledger again and again: moments rise with numbers
-- index: ledger
select seq, at from ledger where seq >= :seq order by seq limit 1;

-- name: after
-- by: SqlWebhooks.after, SqlWebhooks.between
-- index: ledger, messages
select l.*, m.email from ledger l left join messages m on m.id = l.message
where l.seq > :after and l.seq <= :end and l.account = :account
order by l.seq limit :limit;

-- name: told
-- by: SqlWebhooks.told
-- index: webhooks
update webhooks set position = :position, told_at = :at, calls_failed = 0, problem = null, next_call = null
where id = :id and position = :before;

-- name: passed
-- by: SqlWebhooks.passed
-- index: webhooks
update webhooks set position = :position where id = :id and position = :before;

-- name: failed
-- by: SqlWebhooks.failed
-- index: webhooks
update webhooks set calls_failed = :calls, problem = :problem, next_call = :nextCall where id = :id;

-- name: addLetter
-- by: SqlWebhooks.giveUp
-- index: webhooks
insert into dead_letters (webhook, first, last, events, calls, problem, since)
select id, :first, :last, :events, :calls, :problem, :since from webhooks where id = :id;

-- name: goOnBehind
-- by: SqlWebhooks.giveUp
-- index: webhooks
update webhooks set position = :position, calls_failed = 0, problem = null, next_call = null where id = :id;

-- name: letters
-- by: SqlWebhooks.deadLetters
-- index: dead_letters_by_webhook, webhooks
select d.* from dead_letters d join webhooks w on w.id = d.webhook
where d.webhook = :id and w.account = :account order by d.id desc limit :limit;

-- name: letter
-- by: SqlWebhooks.deadLetter
-- index: dead_letters, webhooks
select d.* from dead_letters d join webhooks w on w.id = d.webhook
where d.id = :letter and d.webhook = :id and w.account = :account;

-- name: removeLetter
-- by: SqlWebhooks.removeDeadLetter
-- index: dead_letters, webhooks
delete from dead_letters
where id = :letter and webhook in (select id from webhooks where id = :id and account = :account);

-- name: plainSecrets
-- by: SqlWebhooks.sealPlainSecrets, at the start
-- scan: webhooks, because an installation has a few
select id, account, url, secret from webhooks where substr(secret, 1, 9) <> 'sealed-1:';

-- name: sealSecret
-- by: SqlWebhooks.sealPlainSecrets
-- index: webhooks
update webhooks set secret = :sealed where id = :id and secret = :plain;
