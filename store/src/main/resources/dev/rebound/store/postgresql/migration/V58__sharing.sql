-- How far the ledger has been told to other installations: the number of the last event.
create table sharing (
  only_row bigint not null primary key check (only_row = 1),
  told     bigint not null
);
