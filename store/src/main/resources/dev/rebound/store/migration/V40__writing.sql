-- How people write. copy: what became of the copy among the sender's own sent mail, null while nobody knows.
alter table one_to_one_messages add column copy text;
alter table one_to_one_messages add column copy_words text;
create index one_to_one_by_contact on one_to_one_messages (account, contact, id) where contact is not null;

-- What one-to-one emails said, as it was sent; apart, because lists do not need it. files: JSON array of names.
create table one_to_one_contents (
  one_to_one integer primary key references one_to_one_messages (id),
  text       text not null,
  html       text not null,
  files      text not null
) strict;

-- What an account's people write from.
create table letter_templates (
  id         integer primary key,
  account    integer not null references accounts (id),
  name       text    not null,
  subject    text    not null,
  text       text    not null,
  html       text    not null,
  changed_by text    not null,
  changed_at integer not null,
  unique (account, name)
) strict;

-- How somebody writes through an inbox. works_from, works_to: minutes of the day in their zone; works_on: days, 1 is Monday, as "1,2,3".
create table inbox_habits (
  inbox      integer primary key references inboxes (id),
  signature  text    not null,
  daily_max  integer not null,
  zone       text    not null,
  works_from integer not null,
  works_to   integer not null,
  works_on   text    not null
) strict;
