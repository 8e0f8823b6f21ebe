-- name: createAccount
-- by: SqlAccounts.create
insert into accounts (name, created_at) values (:name, :at) returning id;

-- name: findAccount
-- by: SqlAccounts.find
-- index: accounts
select * from accounts where id = :id;

-- name: allAccounts
-- by: SqlAccounts.all
-- scan: accounts, because all are asked for
select * from accounts order by id;

-- name: createUser
-- by: SqlAccounts.createUser
insert into users (login, name, password_hash, operator) values (:login, :name, :passwordHash, :operator)
on conflict do nothing returning id;

-- name: addUserAccount
-- by: SqlAccounts.createUser
insert into user_accounts (user_id, account) values (:user, :account) on conflict do nothing;

-- name: findUser
-- by: SqlAccounts.findUser
-- index: users
select * from users where id = :id;

-- name: findUserByLogin
-- by: SqlAccounts.findUser
-- index: users
select * from users where login = :login;

-- name: allUsers
-- by: SqlAccounts.users
-- scan: users, because all are asked for
select * from users order by login;

-- name: accountsOfUser
-- by: SqlAccounts: the accounts a person works in
-- index: user_accounts
select account from user_accounts where user_id = :user order by account;

-- name: forgetExpiredSessions
-- by: SqlAccounts.openSession: those that ended before the new one began are of no use
-- index: sessions_by_expiry
delete from sessions where expires_at < :before;

-- name: openSession
-- by: SqlAccounts.openSession
insert into sessions (token_hash, user_id, csrf_token, account, expires_at)
values (:tokenHash, :user, :csrfToken, :account, :expiresAt)
on conflict (token_hash) do update set
  user_id = excluded.user_id, csrf_token = excluded.csrf_token, account = excluded.account,
  expires_at = excluded.expires_at;

-- name: session
-- by: SqlAccounts.session
-- index: sessions
select * from sessions where token_hash = :tokenHash and expires_at > :now;

-- name: switchAccount
-- by: SqlAccounts.switchAccount
-- index: sessions
update sessions set account = :account where token_hash = :tokenHash;

-- name: closeSession
-- by: SqlAccounts.closeSession
-- index: sessions
delete from sessions where token_hash = :tokenHash;

-- name: createApiKey
-- by: SqlAccounts.createApiKey
insert into api_keys (account, name, operator, submission_only, secret_hash, created_at)
values (:account, :name, :operator, :submissionOnly, :secretHash, :at) returning id;

-- name: apiKey
-- by: SqlAccounts.apiKey
-- index: api_keys
select * from api_keys where secret_hash = :secretHash and revoked_at is null;

-- name: apiKeys
-- by: SqlAccounts.apiKeys
-- index: api_keys_by_account
select * from api_keys where account = :account order by id desc;

-- name: revokeApiKey
-- by: SqlAccounts.revokeApiKey
-- index: api_keys
update api_keys set revoked_at = coalesce(revoked_at, :at) where id = :id and account = :account;
