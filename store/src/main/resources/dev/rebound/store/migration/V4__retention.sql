-- When a raw report came, so that old ones are found without their evidence.
alter table raw_reports add column received_at integer not null default 0;
update raw_reports set received_at = coalesce((select received_at from evidence where id = raw_reports.evidence), 0);
create index raw_reports_by_time on raw_reports (received_at, evidence);
create index quarantined_mail_by_time on quarantined_mail (received_at, id);
