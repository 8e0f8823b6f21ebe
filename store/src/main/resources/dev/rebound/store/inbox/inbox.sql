-- name: connect
-- by: SqlInboxes.connect
insert into inboxes (account, owner, address, address_key, display_name, imap_host, imap_port, imap_protection,
  smtp_host, smtp_port, smtp_protection, credentials, state, since, created_at)
values (:account, :owner, :address, :addressKey, :name, :imapHost, :imapPort, :imapProtection,
  :smtpHost, :smtpPort, :smtpProtection, :credentials, 'CONNECTED', :at, :at)
on conflict (account, address_key) do update set owner = excluded.owner, address = excluded.address,
  display_name = excluded.display_name, imap_host = excluded.imap_host, imap_port = excluded.imap_port,
  imap_protection = excluded.imap_protection, smtp_host = excluded.smtp_host, smtp_port = excluded.smtp_port,
  smtp_protection = excluded.smtp_protection, credentials = excluded.credentials, state = 'CONNECTED',
  since = excluded.since, trouble = null, trouble_side = null, trouble_words = null
returning *;

-- name: page
-- by: SqlInboxes.page
-- index: inboxes_by_account
select * from inboxes where account = :account and id > :after order by id limit :limit;

-- name: find
-- by: SqlInboxes.find
-- index: inboxes
select * from inboxes where id = :id and account = :account;

-- name: findByAddress
-- by: SqlInboxes.findByAddress
-- index: inboxes
select * from inboxes where account = :account and address_key = :addressKey;

-- name: findAny
-- by: SqlInboxes.find of the watch
-- index: inboxes
select * from inboxes where id = :id;

-- name: count
-- by: SqlInboxes.count
-- index: inboxes_by_account
select count(*) as number from inboxes where account = :account and state <> 'DISCONNECTED';

-- name: watched
-- by: SqlInboxes.watched
-- scan: inboxes, because all that are watched are asked for
select id from inboxes where state in ('CONNECTED', 'TROUBLED') order by id;

-- name: totals
-- by: SqlInboxes.totals, when metrics or the operator's page of intake are asked for
-- scan: inboxes, because all are added up
select state, count(*) as number, sum(looked) as looked, sum(reports) as reports, sum(answers) as answers,
  sum(strangers) as strangers, max(seen_at) as seen_at
from inboxes group by state;

-- name: sealed
-- by: SqlInboxes.sealed
-- index: inboxes
select credentials from inboxes where id = :id and credentials is not null;

-- name: keepSealed
-- by: SqlInboxes.keepSealed
-- index: inboxes
update inboxes set credentials = :credentials where id = :id and state <> 'DISCONNECTED';

-- name: disconnect
-- by: SqlInboxes.disconnect
-- index: inboxes
update inboxes set state = 'DISCONNECTED', since = :at, credentials = null, trouble = null, trouble_side = null,
  trouble_words = null
where id = :id and account = :account and state <> 'DISCONNECTED';

-- name: forgetFolders
-- by: SqlInboxes.disconnect
-- index: inbox_folders
delete from inbox_folders where inbox = :id;

-- name: note
-- by: SqlInboxes.note
-- index: inboxes
update inboxes set state = :state, since = :since, trouble = :trouble, trouble_side = :side, trouble_words = :words,
  seen_at = coalesce(:seenAt, seen_at)
where id = :id and state <> 'DISCONNECTED';

-- name: positions
-- by: SqlInboxes.positions
-- index: inbox_folders
select * from inbox_folders where inbox = :id order by folder;

-- name: advance
-- by: SqlInboxes.advance
insert into inbox_folders (inbox, folder, uid_validity, uid_next, mod_seq)
values (:id, :folder, :uidValidity, :uidNext, :modSeq)
on conflict (inbox, folder) do update set uid_validity = excluded.uid_validity, uid_next = excluded.uid_next,
  mod_seq = excluded.mod_seq;

-- name: add
-- by: SqlInboxes.advance
-- index: inboxes
update inboxes set looked = looked + :looked, reports = reports + :reports, answers = answers + :answers,
  strangers = strangers + :strangers, seen_at = :at
where id = :id;
