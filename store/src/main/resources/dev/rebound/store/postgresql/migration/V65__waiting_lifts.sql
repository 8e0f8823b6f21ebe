-- What other installations lifted while the address is bounced globally here, by the keyed hash of the address. since: when, in microseconds.
create table waiting_lifts (
  address_hash text collate "C" not null,
  account      bigint not null,
  since        bigint not null,
  primary key (address_hash, account)
);
