-- name: createUser
-- by: SqlPeople.create
insert into users (login, name, password_hash, operator, must_change_password)
values (:login, :name, :passwordHash, :operator, :mustChange)
on conflict do nothing returning id;

-- name: findUser
-- by: SqlPeople.find
-- index: users
select * from users where id = :id;

-- name: findUserByLogin
-- by: SqlPeople.find
-- index: users
select * from users where login = :login;

-- name: allUsers
-- by: SqlPeople.all
-- scan: users, because all are asked for
select * from users order by login;

-- name: usersOfAccount
-- by: SqlPeople.of
-- index: user_accounts_by_account
select users.* from user_accounts join users on users.id = user_accounts.user_id
where user_accounts.account = :account order by users.login;

-- name: membershipsOfUser
-- by: SqlPeople: the accounts a person works in
-- index: user_accounts
select account, role from user_accounts where user_id = :user order by account;

-- name: setRole
-- by: SqlPeople.setRole, create, accept
insert into user_accounts (user_id, account, role) values (:user, :account, :role)
on conflict (user_id, account) do update set role = excluded.role;

-- name: changeRole
-- by: SqlPeople.changeRole: an account is never left without an owner
-- index: user_accounts
update user_accounts set role = :role
where user_id = :user and account = :account and (role <> 'OWNER' or :role = 'OWNER' or exists (
  select 1 from user_accounts other
  where other.account = :account and other.user_id <> :user and other.role = 'OWNER'));

-- name: removeMember
-- by: SqlPeople.remove: an account is never left without an owner
-- index: user_accounts
delete from user_accounts
where user_id = :user and account = :account and (role <> 'OWNER' or exists (
  select 1 from user_accounts other
  where other.account = :account and other.user_id <> :user and other.role = 'OWNER'));

-- name: setPassword
-- by: SqlPeople.setPassword
-- index: users
update users set password_hash = :passwordHash, must_change_password = :mustChange where id = :user;

-- name: describeUser
-- by: SqlPeople.describe
-- index: users
update users set name = :name, language = :language where id = :user;

-- name: lockUser
-- by: SqlPeople.lock
-- index: users
update users set locked = :locked where id = :user;

-- name: withdrawInvitation
-- by: SqlPeople.withdraw, invite
-- index: invitations
delete from invitations where account = :account and login = :login;

-- name: invite
-- by: SqlPeople.invite
insert into invitations (token_hash, account, login, role, invited_by, expires_at)
values (:tokenHash, :account, :login, :role, :by, :expiresAt);

-- name: invitation
-- by: SqlPeople.invitation
-- index: invitations
select * from invitations where token_hash = :tokenHash and expires_at > :now;

-- name: invitationsOfAccount
-- by: SqlPeople.invitations
-- index: invitations
select * from invitations where account = :account and expires_at > :now order by login;

-- name: useInvitation
-- by: SqlPeople.accept
-- index: invitations
delete from invitations where token_hash = :tokenHash and expires_at > :now returning account, role;

-- name: openPasswordLink
-- by: SqlPeople.openPasswordLink
insert into password_links (user_id, token_hash, expires_at) values (:user, :tokenHash, :expiresAt)
on conflict (user_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at;

-- name: passwordLink
-- by: SqlPeople.passwordLink
-- index: password_links
select user_id from password_links where token_hash = :tokenHash and expires_at > :now;

-- name: forgetPasswordLink
-- by: SqlPeople.setPassword
-- index: password_links
delete from password_links where user_id = :user;
