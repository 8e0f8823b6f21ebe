-- How many messages of an email came to what: rows of messages added up, so that pages need not count a million. An
-- empty text stands for null. shard: writers of several nodes each add to rows of their own.
create table email_outcomes (
  email    integer not null,
  status   text    not null,
  bounce   text    not null,
  reason   text    not null,
  not_sent text    not null,
  shard    integer not null,
  number   integer not null,
  primary key (email, status, bounce, reason, not_sent, shard)
) strict, without rowid;

insert into email_outcomes (email, status, bounce, reason, not_sent, shard, number)
select email, status, coalesce(bounce, ''), coalesce(reason, ''), coalesce(not_sent, ''), 0, count(*)
from messages where email is not null group by 1, 2, 3, 4, 5;
