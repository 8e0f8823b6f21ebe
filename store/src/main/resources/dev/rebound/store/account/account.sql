-- name: createAccount
-- by: SqlAccounts.create
insert into accounts (name, created_at) values (:name, :at) returning id;

-- name: findAccount
-- by: SqlAccounts.find
-- index: accounts
select * from accounts where id = :id;

-- name: allAccounts
-- by: SqlAccounts.all
-- scan: accounts, because all are asked for
select * from accounts order by id;
