-- name: takeAddresses
-- by: Turns.ofAddresses; PostgreSQL only, SQLite has one writer
select 1;
-- postgresql: as below
select lock from address_locks where lock in (<locks>) order by lock for update;

-- name: takeAddressesAtOnce
-- by: Turns.ofAddresses, by one who already holds something; PostgreSQL only
select 1;
-- postgresql: as below
select lock from address_locks where lock in (<locks>) order by lock for update nowait;

-- name: take
-- by: Turns.of; PostgreSQL only
select 1;
-- postgresql: until the end of the transaction
select pg_advisory_xact_lock(hashtextextended(cast(:what as text), :which));
