-- What people of an account think of verdicts. opinion: RIGHT or WRONG.
create table verdict_opinions (
  message integer not null primary key,
  account integer not null,
  opinion text    not null,
  by_whom text    not null,
  said_at integer not null
) strict;
create index verdict_opinions_wrong on verdict_opinions (account, message) where opinion = 'WRONG';

-- Verdicts of words that no rule knew, to be looked through.
create index messages_unclassified on messages (account, id) where confidence = 'NONE';
