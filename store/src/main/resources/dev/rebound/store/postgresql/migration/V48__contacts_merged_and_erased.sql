-- A contact may have more than one address: each further one is a row of its own that is part of the contact. A row that
-- is part of itself is what is left of an erased contact: it keeps the messages of an email countable, and says nothing.
alter table contacts add column part_of bigint;
create index contacts_parts on contacts (part_of) where part_of is not null;

drop index contacts_by_account;
create index contacts_by_account on contacts (account, id) where part_of is null;

-- Addresses that an account has erased. address_key: what stands for the address in the account's history from then on.
-- unsubscribed_at: since when whoever it was wants no marketing email.
create table erasures (
  address_hash    text collate "C"    not null,
  account         bigint not null,
  address_key     text collate "C"    not null,
  erased_at       bigint not null,
  unsubscribed_at bigint,
  primary key (address_hash, account)
);

create index erasures_by_key on erasures (address_key);

-- What accounts hold against addresses that they have erased: suppressions that nobody can read an address from.
create table kept_suppressions (
  address_hash text collate "C"    not null,
  account      bigint not null,
  reason       text collate "C"    not null,
  since        bigint not null,
  cause        bigint,
  ends_at      bigint,
  probe_from   bigint,
  list         bigint,
  source       text collate "C",
  original     text collate "C",
  imported_at  bigint,
  primary key (address_hash, account)
);

-- An erased address has the hash of the address that it stands for.
create or replace function address_hash(address text) returns text language sql stable parallel safe as $$
  select case when address like 'erased:%' then substr(address, 8, 32) else
    encode(substr(sha256(decode(current_setting('rebound.outer_pad'), 'hex')
    || sha256(decode(current_setting('rebound.inner_pad'), 'hex') || convert_to(address, 'UTF8'))), 1, 16), 'hex')
    end collate "C"
$$;
