-- Whether the address of a suppression gave a sign of life (SuspectedFalse), shortly before or since: 7776000000000 is
-- ninety days. To be found without looking at every suppression.
alter table suppressions add column suspected integer not null default 0 check (suspected in (0, 1));
update suppressions set suspected = 1
where exists (select 1 from contacts c where c.account = suppressions.account
    and c.address_key = suppressions.address_key and c.unsubscribed_at >= suppressions.since - 7776000000000)
  or exists (select 1 from ledger l where l.address_key = suppressions.address_key and l.account = suppressions.account
    and l.type = 'NOTED' and (l.payload like '%AUTO_REPLY%' or l.payload like '%ANSWER%')
    and l.at >= suppressions.since - 7776000000000)
  or exists (select 1 from messages t where t.address_key = suppressions.address_key and t.status = 'DELIVERED'
    and t.since >= suppressions.since - 7776000000000);
create index suppressions_suspected on suppressions (account, address_key) where suspected = 1;
