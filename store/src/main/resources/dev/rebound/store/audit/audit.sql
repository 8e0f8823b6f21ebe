-- name: append
-- by: SqlAuditLog.append
insert into audit_entries (at, account, by_whom, action, subject, detail)
values (:at, :account, :by, :action, :subject, :detail);

-- name: pageOfAccount
-- by: SqlAuditLog.page
-- index: audit_entries_by_account
select * from audit_entries where account = :account and number < :before order by number desc limit :limit;

-- name: pageOfInstallation
-- by: SqlAuditLog.page
-- index: audit_entries_by_account
select * from audit_entries where account is null and number < :before order by number desc limit :limit;
