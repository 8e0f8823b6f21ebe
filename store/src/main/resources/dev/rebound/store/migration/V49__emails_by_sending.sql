-- How an account's emails fared over weeks is added up from those sent since a moment.
create index emails_by_sending on emails (account, sent_at) where sent_at is not null;
