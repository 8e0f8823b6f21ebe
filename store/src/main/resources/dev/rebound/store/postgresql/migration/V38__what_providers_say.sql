-- As on SQLite.
alter table evidence add column original text collate "C";
