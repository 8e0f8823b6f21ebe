alter table emails add column preview_text text collate "C" not null default '';
