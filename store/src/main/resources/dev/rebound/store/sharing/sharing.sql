-- How far the ledger has been told to other installations.

-- name: told
-- by: SqlLedgerTail.told
-- index: sharing
select told from sharing where only_row = 1;

-- name: tell
-- by: SqlLedgerTail.told
insert into sharing (only_row, told) values (1, :told)
on conflict (only_row) do update set told = excluded.told where sharing.told < excluded.told;

-- name: after
-- by: SqlLedgerTail.after; how they came back itself is not told
-- index: ledger, messages, evidence
select l.*, m.email, v.source, v.received_at, v.finality, v.code, v.status as enhanced_status, v.diagnostic, v.command,
  v.remote_mta, v.tls, v.original, 0 as raw_size, null as raw_content
from ledger l
left join messages m on m.id = l.message
left join evidence v on v.event = l.seq
where l.seq > :after and l.seq <= :end
order by l.seq limit :limit;

-- name: keepLift
-- by: SqlWaitingLifts.keep
insert into waiting_lifts (address_hash, account, since) values (address_hash(:address), :account, :since)
on conflict (address_hash, account) do update set since = excluded.since;

-- name: liftsOf
-- by: SqlWaitingLifts.of
-- index: waiting_lifts
select account, since from waiting_lifts where address_hash = address_hash(:address) order by account;

-- name: forgetLift
-- by: SqlWaitingLifts.forget
-- index: waiting_lifts
delete from waiting_lifts where address_hash = address_hash(:address) and account = :account;

-- name: anyLift
-- by: SqlWaitingLifts.any; one row at most is read
-- scan: waiting_lifts
select 1 as one from waiting_lifts limit 1;
