-- name: keepFingerprint
-- by: Database.open, of which the first succeeds
insert into database_keys (one, fingerprint) values (1, :fingerprint) on conflict do nothing;

-- name: fingerprint
-- by: Database.open
-- index: database_keys
select fingerprint from database_keys where one = 1;
