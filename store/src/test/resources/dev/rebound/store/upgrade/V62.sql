-- What accounts kept of contacts beside names, before anybody was found by it.
update contacts set properties = '{"city":"Delft","company":"The  Lantern GmbH"}' where id = 1;
insert into contact_property_names (account, name) values (1, 'city'), (1, 'company');
