-- name: draft
-- by: SqlEmailFiles.put, SqlEmailFiles.remove
-- index: emails
select id from emails where id = :email and account = :account and state = 'DRAFT';

-- name: put
-- by: SqlEmailFiles.put
insert into email_files (email, name, octets, content) values (:email, :name, :octets, :content)
on conflict (email, name) do update set octets = excluded.octets, content = excluded.content;

-- name: remove
-- by: SqlEmailFiles.remove
-- index: email_files
delete from email_files where email = :email and name = :name;

-- name: list
-- by: SqlEmailFiles.list, SqlEmailFiles.put
-- index: emails, email_files
select f.name, f.octets from email_files f join emails e on e.id = f.email and e.account = :account
where f.email = :email order by f.name;

-- name: contents
-- by: SqlEmailFiles.contents
-- index: email_files
select name, content from email_files where email = :email order by name;

-- name: find
-- by: SqlEmailFiles.find
-- index: emails, email_files
select f.name, f.content from email_files f join emails e on e.id = f.email and e.account = :account
where f.email = :email and f.name = :name;

-- name: copy
-- by: SqlEmails.create, of a clone
-- index: email_files
insert into email_files (email, name, octets, content)
select :clone, name, octets, content from email_files where email = :original;
