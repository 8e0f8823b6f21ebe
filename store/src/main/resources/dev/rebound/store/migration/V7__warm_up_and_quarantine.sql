-- How many messages left from an address that is being warmed up, by destination and day (days since 1970 in the zone of the
-- installation). What is taken here and not used is given back when the process ends.
create table warm_up_counts (
  address     text    not null,
  destination text    not null,
  day         integer not null,
  messages    integer not null,
  primary key (day, address, destination)
) strict, without rowid;

-- The quarantine is counted by reason and by who sent it.
create index quarantined_mail_by_why on quarantined_mail (why);
create index quarantined_mail_by_peer on quarantined_mail (peer, received_at);
