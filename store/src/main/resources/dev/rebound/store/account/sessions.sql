-- name: forgetExpiredSessions
-- by: SqlSessions.open: those that ended before the new one began are of no use
-- index: sessions_by_expiry
delete from sessions where expires_at < :before;

-- name: openSession
-- by: SqlSessions.open
insert into sessions (
  token_hash, user_id, csrf_token, account, expires_at, opened_at, last_used_at, client, agent)
values (
  :tokenHash, :user, :csrfToken, :account, :expiresAt, :openedAt, :lastUsedAt, :client, :agent)
on conflict (token_hash) do update set
  user_id = excluded.user_id, csrf_token = excluded.csrf_token, account = excluded.account,
  expires_at = excluded.expires_at, opened_at = excluded.opened_at, last_used_at = excluded.last_used_at,
  client = excluded.client, agent = excluded.agent;

-- name: session
-- by: SqlSessions.find
-- index: sessions
select * from sessions where token_hash = :tokenHash and expires_at > :now;

-- name: sessionsOfUser
-- by: SqlSessions.of
-- index: sessions_by_user
select * from sessions where user_id = :user and expires_at > :now order by last_used_at desc, token_hash;

-- name: switchAccount
-- by: SqlSessions.switchAccount
-- index: sessions
update sessions set account = :account where token_hash = :tokenHash;

-- name: sessionUsed
-- by: SqlSessions.used
-- index: sessions
update sessions set last_used_at = :at where token_hash = :tokenHash;

-- name: closeSession
-- by: SqlSessions.close
-- index: sessions
delete from sessions where token_hash = :tokenHash;

-- name: closeSessions
-- by: SqlSessions.closeAll
-- index: sessions_by_user
delete from sessions where user_id = :user and token_hash <> :except;
