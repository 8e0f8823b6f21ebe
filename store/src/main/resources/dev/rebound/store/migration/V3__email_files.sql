-- Files that go with emails.
create table email_files (
  email   integer not null references emails (id),
  name    text    not null,
  octets  integer not null,
  content blob    not null,
  primary key (email, name)
) strict;
