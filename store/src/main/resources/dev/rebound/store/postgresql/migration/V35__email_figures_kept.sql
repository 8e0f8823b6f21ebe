create table email_domains (
  email     bigint           not null,
  domain    text collate "C" not null,
  shard     bigint           not null,
  pending   bigint           not null,
  delivered bigint           not null,
  hard      bigint           not null,
  soft      bigint           not null,
  primary key (email, domain, shard)
) with (fillfactor = 50);

insert into email_domains (email, domain, shard, pending, delivered, hard, soft)
select email, domain, 0,
  sum(case when status in ('QUEUED', 'PENDING') then 1 else 0 end),
  sum(case when status in ('DELIVERED', 'RELAYED') then 1 else 0 end),
  sum(case when status = 'BOUNCED' and bounce = 'HARD' then 1 else 0 end),
  sum(case when status = 'BOUNCED' and bounce = 'SOFT' then 1 else 0 end)
from messages where email is not null and status <> 'NOT_SENT' group by 1, 2;

create table email_course (
  email  bigint           not null,
  width  bigint           not null check (width in (1, 60)),
  start  bigint           not null,
  kind   text collate "C" not null,
  shard  bigint           not null,
  number bigint           not null,
  primary key (email, width, start, kind, shard)
) with (fillfactor = 50);

insert into email_course (email, width, start, kind, shard, number)
select m.email, w.width, l.at / (w.width * 1000000),
  case when l.type in ('QUEUED', 'NOT_SENT') then 'BEGUN'
    when l.type in ('DELIVERED', 'RELAYED') then 'DELIVERED'
    when l.type = 'DEFERRED' then 'DEFERRED'
    else l.bounce end, 0, count(*)
from ledger l join messages m on m.id = l.message cross join (values (1), (60)) w (width)
where m.email is not null
  and l.type in ('QUEUED', 'NOT_SENT', 'DELIVERED', 'RELAYED', 'DEFERRED', 'BOUNCED', 'EXPIRED')
group by 1, 2, 3, 4;

create table globally_bounced_messages (
  email   bigint not null,
  message bigint not null,
  primary key (email, message)
);

insert into globally_bounced_messages (email, message)
select m.email, m.id from messages m join global_bounces g on g.address_hash = address_hash(m.address_key)
where m.email is not null and m.status = 'BOUNCED' and m.bounce = 'HARD';

drop index messages_by_outcome;

create index messages_by_outcome on messages (email, status, bounce, reason, not_sent, id);
