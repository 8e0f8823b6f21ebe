-- A contact may have more than one address: each further one is a row of its own that is part of the contact. A row that
-- is part of itself is what is left of an erased contact: it keeps the messages of an email countable, and says nothing.
alter table contacts add column part_of integer;
create index contacts_parts on contacts (part_of) where part_of is not null;

drop index contacts_by_account;
create index contacts_by_account on contacts (account, id) where part_of is null;

-- Addresses that an account has erased. address_key: what stands for the address in the account's history from then on.
-- unsubscribed_at: since when whoever it was wants no marketing email.
create table erasures (
  address_hash    text    not null,
  account         integer not null,
  address_key     text    not null,
  erased_at       integer not null,
  unsubscribed_at integer,
  primary key (address_hash, account)
) strict, without rowid;

create index erasures_by_key on erasures (address_key);

-- What accounts hold against addresses that they have erased: suppressions that nobody can read an address from.
create table kept_suppressions (
  address_hash text    not null,
  account      integer not null,
  reason       text    not null,
  since        integer not null,
  cause        integer,
  ends_at      integer,
  probe_from   integer,
  list         integer,
  source       text,
  original     text,
  imported_at  integer,
  primary key (address_hash, account)
) strict, without rowid;
