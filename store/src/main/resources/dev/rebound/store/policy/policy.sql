-- name: newest
-- by: SqlPolicies, once at the start
-- index: policies
-- scan: policies, because every account's is asked for
select p.* from policies p
where p.version = (select max(n.version) from policies n where n.account = p.account);

-- name: versions
-- by: SqlPolicies.versions
-- index: policies
select * from policies where account = :account order by version desc limit :limit;

-- name: version
-- by: SqlPolicies.version
-- index: policies
select * from policies where account = :account and version = :version;

-- name: lastVersion
-- by: SqlPolicies.choose
-- index: policies
select coalesce(max(version), 0) as version from policies where account = :account;

-- name: supersede
-- by: SqlPolicies.choose
-- index: policies
update policies set applied_to = null where account = :account and applied_to is not null;

-- name: add
-- by: SqlPolicies.choose
insert into policies (account, version, at, by_whom, restores, policy, applied_to)
values (:account, :version, :at, :by, :restores, :policy, '');

-- name: heedGlobal
-- by: SqlPolicies.choose
-- index: global_opt_outs
delete from global_opt_outs where account = :account;

-- name: ignoreGlobal
-- by: SqlPolicies.choose
insert into global_opt_outs (account) values (:account) on conflict do nothing;

-- name: unfinished
-- by: SqlPolicies.unfinished
-- index: policies_unfinished
select account from policies where applied_to is not null order by account, version;

-- name: unfinishedOf
-- by: SqlPolicies.applyNext
-- index: policies
select version, applied_to from policies where account = :account and applied_to is not null order by version desc limit 1;

-- name: appliedTo
-- by: SqlPolicies.applyNext
-- index: policies
update policies set applied_to = :appliedTo where account = :account and version = :version;

-- name: bouncedAddresses
-- by: SqlPolicies.applyNext, SqlPolicies.forEachBounced
-- index: messages_bounced
select distinct address_key from messages
where account = :account and status = 'BOUNCED' and address_key > :after
order by address_key limit :limit;

-- name: contactsBouncedGlobally
-- by: SqlPolicies.contactsBouncedGlobally
-- index: contacts, global_bounces
select count(*) as number from contacts c join global_bounces g on g.address_hash = c.address_hash
where c.account = :account;
