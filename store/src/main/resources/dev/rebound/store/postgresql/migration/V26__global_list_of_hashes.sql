-- HMAC-SHA-256 (RFC 2104), cut to 128 bits; connections of ours say both pads of the key when they are opened.
create function address_hash(address text) returns text language sql stable parallel safe as $$
  select encode(substr(sha256(decode(current_setting('rebound.outer_pad'), 'hex')
    || sha256(decode(current_setting('rebound.inner_pad'), 'hex') || convert_to(address, 'UTF8'))), 1, 16), 'hex')
    collate "C"
$$;

create table database_keys (
  one         bigint           not null primary key check (one = 1),
  fingerprint text collate "C" not null
);

alter table contacts add column address_hash text collate "C" not null default '';
update contacts set address_hash = address_hash(address_key);

create table counting_hashes (
  address_hash text collate "C" not null,
  account      bigint           not null,
  since        bigint           not null,
  primary key (address_hash, account)
);

insert into counting_hashes (address_hash, account, since)
select address_hash(address_key), account, since from counting_accounts;

drop table counting_accounts;
alter table counting_hashes rename to counting_accounts;
alter index counting_hashes_pkey rename to counting_accounts_pkey;

create table global_hashes (
  address_hash text collate "C" not null primary key,
  since        bigint           not null
);

insert into global_hashes (address_hash, since)
select address_hash(address_key), since from global_bounces;

drop table global_bounces;
alter table global_hashes rename to global_bounces;
alter index global_hashes_pkey rename to global_bounces_pkey;
