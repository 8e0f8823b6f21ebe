create table sending_address_replies (
  account  bigint           not null,
  day      bigint           not null,
  address  text collate "C" not null,
  shard    bigint           not null,
  taken    bigint           not null,
  deferred bigint           not null,
  refused  bigint           not null,
  primary key (account, day, address, shard)
) with (fillfactor = 50);
