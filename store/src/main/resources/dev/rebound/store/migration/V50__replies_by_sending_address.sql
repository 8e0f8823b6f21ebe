-- What mail servers answered to each of our addresses, by day (since 1970, UTC): taken, put off, refused. Counted as the answers are
-- recorded; the ledger does not say from which address a message left, so they cannot be added up again.
create table sending_address_replies (
  account  integer not null,
  day      integer not null,
  address  text    not null,
  shard    integer not null,
  taken    integer not null,
  deferred integer not null,
  refused  integer not null,
  primary key (account, day, address, shard)
) strict, without rowid;
