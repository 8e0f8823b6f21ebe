create table email_outcomes (
  email    bigint           not null,
  status   text collate "C" not null,
  bounce   text collate "C" not null,
  reason   text collate "C" not null,
  not_sent text collate "C" not null,
  shard    bigint           not null,
  number   bigint           not null,
  primary key (email, status, bounce, reason, not_sent, shard)
) with (fillfactor = 50);

insert into email_outcomes (email, status, bounce, reason, not_sent, shard, number)
select email, status, coalesce(bounce, ''), coalesce(reason, ''), coalesce(not_sent, ''), 0, count(*)
from messages where email is not null group by 1, 2, 3, 4, 5;
