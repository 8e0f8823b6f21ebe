-- Which contacts have which value of a property, as values are compared: for lists of those who have one, and for whoever changes a
-- property of all. Only of rows that are contacts, as contact_words. V64 fills it, and enters the words of values into contact_words.
create table contact_values (
  account integer not null,
  name    text    not null,
  value   text    not null,
  contact integer not null,
  primary key (account, name, value, contact)
) strict, without rowid;

-- Other addresses keep the properties they came with, in case they become contacts of their own.
create index contacts_parts_with_properties on contacts (account, id) where part_of is not null and properties <> '';

-- The name that a property is about to have; empty: it is about to go.
alter table contact_property_names add column becomes text;
