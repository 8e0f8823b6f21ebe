-- shared: signs
select suppressions.address_key, suppressions.account, suppressions.suspected,
  case when c.unsubscribed_at >= suppressions.since - :looksBack
    or exists (select 1 from ledger l
      where l.address_key = suppressions.address_key and l.account = suppressions.account and l.type = 'NOTED'
        and (l.payload like '%AUTO_REPLY%' or l.payload like '%ANSWER%') and l.at >= suppressions.since - :looksBack)
    or exists (select 1 from messages t
      where t.address_key = suppressions.address_key and t.status = 'DELIVERED' and t.since >= suppressions.since - :looksBack)
  then 1 else 0 end as signs
from suppressions left join contacts c on c.account = suppressions.account and c.address_key = suppressions.address_key

-- name: suspicion
-- by: Suspicion
-- index: suppressions, contacts, ledger_notes, messages_by_address
-- insert: signs
where suppressions.address_key in (<addresses>);

-- name: suspect
-- by: Suspicion
-- index: suppressions
update suppressions set suspected = :suspected where address_key = :address and account = :account;

-- name: wronglySuspected
-- by: Suspicion.differences
-- index: contacts, ledger_notes, messages_by_address
-- scan: suppressions, because every one is compared
select * from (
-- insert: signs
) compared where suspected <> signs;
