-- What the pages of an email show, added up, so that none of them reads a million rows. Shards: as in email_outcomes.
-- How the messages of an email stand, by domain; those that were not sent are not among them.
create table email_domains (
  email     integer not null,
  domain    text    not null,
  shard     integer not null,
  pending   integer not null,
  delivered integer not null,
  hard      integer not null,
  soft      integer not null,
  primary key (email, domain, shard)
) strict, without rowid;
insert into email_domains (email, domain, shard, pending, delivered, hard, soft)
select email, domain, 0,
  sum(case when status in ('QUEUED', 'PENDING') then 1 else 0 end),
  sum(case when status in ('DELIVERED', 'RELAYED') then 1 else 0 end),
  sum(case when status = 'BOUNCED' and bounce = 'HARD' then 1 else 0 end),
  sum(case when status = 'BOUNCED' and bounce = 'SOFT' then 1 else 0 end)
from messages where email is not null and status <> 'NOT_SENT' group by 1, 2;

-- When the messages of an email began and came to what: events of the ledger, counted twice, by seconds and by minutes
-- (width, in seconds; start, in widths since 1970).
create table email_course (
  email  integer not null,
  width  integer not null check (width in (1, 60)),
  start  integer not null,
  kind   text    not null,
  shard  integer not null,
  number integer not null,
  primary key (email, width, start, kind, shard)
) strict, without rowid;
insert into email_course (email, width, start, kind, shard, number)
select m.email, w.width, l.at / (w.width * 1000000),
  case when l.type in ('QUEUED', 'NOT_SENT') then 'BEGUN'
    when l.type in ('DELIVERED', 'RELAYED') then 'DELIVERED'
    when l.type = 'DEFERRED' then 'DEFERRED'
    else l.bounce end, 0, count(*)
from ledger l join messages m on m.id = l.message join (select 1 as width union all select 60) w
where m.email is not null
  and l.type in ('QUEUED', 'NOT_SENT', 'DELIVERED', 'RELAYED', 'DEFERRED', 'BOUNCED', 'EXPIRED')
group by 1, 2, 3, 4;

-- Messages of emails that bounced hard at addresses that are bounced globally, whether or not the account heeds that.
create table globally_bounced_messages (
  email   integer not null,
  message integer not null,
  primary key (email, message)
) strict, without rowid;
insert into globally_bounced_messages (email, message)
select m.email, m.id from messages m join global_bounces g on g.address_hash = address_hash(m.address_key)
where m.email is not null and m.status = 'BOUNCED' and m.bounce = 'HARD'
order by 1, 2;

-- A page of any outcome is read in the order of ids, from any of them on. Domains are counted above.
drop index messages_by_outcome;
create index messages_by_outcome on messages (email, status, bounce, reason, not_sent, id);
