-- Times past bounces were judged again. first_event: the greatest number of the ledger when it began. through: the message
-- it has come to, or, of one that takes another back, the number of the event. outcome: JSON.
create table reclassifications (
  id            integer primary key,
  kind          text    not null,
  state         text    not null,
  at            integer not null,
  by_whom       text    not null,
  rules_version text    not null,
  undoes        integer references reclassifications (id),
  first_event   integer not null,
  total         integer not null,
  through       integer not null,
  looked        integer not null,
  outcome       text    not null
) strict;

-- One at a time.
create unique index reclassifications_running on reclassifications (state) where state = 'RUNNING';

-- Which messages have bounced, in their order; written only where one bounces.
create index messages_bounced_in_order on messages (status, id) where status = 'BOUNCED';

-- Which events judged a bounce again.
create index ledger_reclassified on ledger (type, seq) where type = 'RECLASSIFIED';
