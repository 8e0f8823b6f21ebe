-- What bounces do in an account. One row for every policy it chose; the last one holds. policy: JSON. restores: the version
-- that was returned to (0: what an account begins with). applied_to: the address up to which the account's history has been
-- gone through with it; null once it has been gone through to its end, or a later version has taken over.
create table policies (
  account    integer not null references accounts (id),
  version    integer not null,
  at         integer not null,
  by_whom    text    not null,
  restores   integer,
  policy     text    not null,
  applied_to text,
  primary key (account, version)
) strict, without rowid;

create index policies_unfinished on policies (account, version) where applied_to is not null;

-- Accounts whose policy does not heed global bounces.
create table global_opt_outs (
  account integer not null primary key references accounts (id)
) strict, without rowid;

-- A suppression may end by itself, and may let a message through from some moment on to see whether the address takes mail.
alter table suppressions add column ends_at integer;
alter table suppressions add column probe_from integer;

create index suppressions_by_end on suppressions (ends_at, address_key) where ends_at is not null;

-- Which addresses have bounced in an account; written only where a message bounces.
create index messages_bounced on messages (account, address_key) where status = 'BOUNCED';
