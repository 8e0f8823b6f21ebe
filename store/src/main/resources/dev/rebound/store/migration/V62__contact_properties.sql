-- What accounts keep of contacts beside names, as a JSON object of texts by name; empty: nothing. And the names they have for it.
alter table contacts add column properties text not null default '';
create table contact_property_names (
  account integer not null,
  name    text    not null,
  primary key (account, name)
) strict, without rowid;
