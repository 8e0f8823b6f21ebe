-- The words of contacts, so that a search among a million of them reads an index. search_text of contacts holds the same
-- words, one space before each. Only of rows that are contacts, not of those that are part of one. V53 fills it.
create table contact_words (
  account integer not null,
  word    text    not null,
  contact integer not null,
  primary key (account, word, contact)
) strict, without rowid;

-- How many contacts an account has, so that nobody counts a million of them to show a page.
create table contact_counts (
  account integer not null primary key,
  number  integer not null
) strict, without rowid;
insert into contact_counts (account, number)
select account, count(*) from contacts where part_of is null group by account;
