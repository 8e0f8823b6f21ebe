-- As on SQLite.
alter table quarantined_mail add column grade text collate "C" not null default 'UNPROVEN';

create index quarantined_mail_by_grade on quarantined_mail (grade);
