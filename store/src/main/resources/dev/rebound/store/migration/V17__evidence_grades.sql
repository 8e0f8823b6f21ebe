-- How far quarantined mail proves that it belongs to a message of ours; nobody has looked at what was there before.
alter table quarantined_mail add column grade text not null default 'UNPROVEN';

create index quarantined_mail_by_grade on quarantined_mail (grade);
