-- The list that all accounts share holds no addresses, but what they are called under a key that lies outside of the
-- database. address_hash() is a function that every connection of ours has.

-- Which key that is, without telling it. One row.
create table database_keys (
  one         integer not null primary key check (one = 1),
  fingerprint text    not null
) strict;

alter table contacts add column address_hash text not null default '';
update contacts set address_hash = address_hash(address_key);

create table counting_hashes (
  address_hash text    not null,
  account      integer not null,
  since        integer not null,
  primary key (address_hash, account)
) strict, without rowid;

insert into counting_hashes (address_hash, account, since)
select address_hash(address_key), account, since from counting_accounts order by 1, 2;

drop table counting_accounts;
alter table counting_hashes rename to counting_accounts;

create table global_hashes (
  address_hash text    not null primary key,
  since        integer not null
) strict, without rowid;

insert into global_hashes (address_hash, since)
select address_hash(address_key), since from global_bounces order by 1;

drop table global_bounces;
alter table global_hashes rename to global_bounces;
