-- What mailboxes show behind the subject before the email is opened.
alter table emails add column preview_text text not null default '';
