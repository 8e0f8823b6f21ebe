-- Roles, and how people come in. Whoever worked in an account before could do everything in it.
alter table user_accounts add column role text not null default 'OWNER';
create index user_accounts_by_account on user_accounts (account, user_id);

-- must_change_password: somebody else knows it. language: the tag of the one the person chose.
alter table users add column must_change_password integer not null default 0 check (must_change_password in (0, 1));
alter table users add column locked integer not null default 0 check (locked in (0, 1));
alter table users add column language text;

create table invitations (
  token_hash text    not null primary key,
  account    integer not null references accounts (id),
  login      text    not null,
  role       text    not null,
  invited_by text    not null,
  expires_at integer not null,
  unique (account, login)
) strict, without rowid;

create table password_links (
  user_id    integer not null primary key references users (id),
  token_hash text    not null unique,
  expires_at integer not null
) strict, without rowid;

-- Of sessions that were opened before, nobody knows when and where.
alter table sessions add column opened_at integer not null default 0;
alter table sessions add column last_used_at integer not null default 0;
alter table sessions add column client text not null default '';
alter table sessions add column agent text not null default '';
create index sessions_by_user on sessions (user_id, expires_at);

-- scopes: names with blanks between. Keys that were made before keep what they could do, which was never to manage
-- people or keys. Columns operator and submission_only are not read any more.
alter table api_keys add column scopes text not null default '';
alter table api_keys add column requests_per_minute integer;
alter table api_keys add column expires_at integer;
alter table api_keys add column last_used_at integer;
update api_keys set scopes = case
  when submission_only = 1 then 'SUBMISSION'
  when operator = 1 then 'SUBMISSION READ SEND CONTACTS SUPPRESSIONS WEBHOOKS OPERATOR'
  else 'SUBMISSION READ SEND CONTACTS SUPPRESSIONS WEBHOOKS' end;
