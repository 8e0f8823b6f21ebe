-- As on SQLite.
alter table user_accounts add column role text collate "C" not null default 'OWNER';
create index user_accounts_by_account on user_accounts (account, user_id);

alter table users add column must_change_password bigint not null default 0 check (must_change_password in (0, 1));
alter table users add column locked bigint not null default 0 check (locked in (0, 1));
alter table users add column language text collate "C";

create table invitations (
  token_hash text collate "C" not null primary key,
  account    bigint           not null references accounts (id),
  login      text collate "C" not null,
  role       text collate "C" not null,
  invited_by text collate "C" not null,
  expires_at bigint           not null,
  unique (account, login)
);

create table password_links (
  user_id    bigint           not null primary key references users (id),
  token_hash text collate "C" not null unique,
  expires_at bigint           not null
);

alter table sessions add column opened_at bigint not null default 0;
alter table sessions add column last_used_at bigint not null default 0;
alter table sessions add column client text collate "C" not null default '';
alter table sessions add column agent text collate "C" not null default '';
create index sessions_by_user on sessions (user_id, expires_at);

alter table api_keys add column scopes text collate "C" not null default '';
alter table api_keys add column requests_per_minute bigint;
alter table api_keys add column expires_at bigint;
alter table api_keys add column last_used_at bigint;
update api_keys set scopes = case
  when submission_only = 1 then 'SUBMISSION'
  when operator = 1 then 'SUBMISSION READ SEND CONTACTS SUPPRESSIONS WEBHOOKS OPERATOR'
  else 'SUBMISSION READ SEND CONTACTS SUPPRESSIONS WEBHOOKS' end;
