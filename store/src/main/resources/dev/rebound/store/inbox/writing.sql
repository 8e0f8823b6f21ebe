-- name: habits
-- by: SqlInboxHabits.of
-- index: inbox_habits
select * from inbox_habits where inbox = :inbox;

-- name: keepHabits
-- by: SqlInboxHabits.keep
-- index: inboxes
insert into inbox_habits (inbox, signature, daily_max, zone, works_from, works_to, works_on)
select i.id, :signature, :dailyMax, :zone, :from, :to, :days from inboxes i where i.id = :inbox and i.account = :account
on conflict (inbox) do update set signature = excluded.signature, daily_max = excluded.daily_max, zone = excluded.zone,
  works_from = excluded.works_from, works_to = excluded.works_to, works_on = excluded.works_on;

-- name: templates
-- by: SqlLetterTemplates.all
-- index: letter_templates
select * from letter_templates where account = :account order by name limit :limit;

-- name: template
-- by: SqlLetterTemplates.find
-- index: letter_templates
select * from letter_templates where id = :id and account = :account;

-- name: addTemplate
-- by: SqlLetterTemplates.add
insert into letter_templates (account, name, subject, text, html, changed_by, changed_at)
values (:account, :name, :subject, :text, :html, :by, :at)
on conflict (account, name) do nothing returning *;

-- name: changeTemplate
-- by: SqlLetterTemplates.change
-- index: letter_templates
update letter_templates set name = :name, subject = :subject, text = :text, html = :html, changed_by = :by, changed_at = :at
where id = :id and account = :account
  and not exists (select 1 from letter_templates o where o.account = :account and o.name = :name and o.id <> :id)
returning *;

-- name: removeTemplate
-- by: SqlLetterTemplates.remove
-- index: letter_templates
delete from letter_templates where id = :id and account = :account;
