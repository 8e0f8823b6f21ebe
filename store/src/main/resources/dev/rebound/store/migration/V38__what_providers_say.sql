-- How a provider that relays our mail sorted what it tells of a message, in its own words.
alter table evidence add column original text;
