-- What accounts keep of contacts beside names, as a JSON object of texts by name; empty: nothing. And the names they have for it.
alter table contacts add column properties text collate "C" not null default '';
create table contact_property_names (
  account bigint not null,
  name    text collate "C" not null,
  primary key (account, name)
);
