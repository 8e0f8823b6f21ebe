-- What people of an account think of verdicts. opinion: RIGHT or WRONG.
create table verdict_opinions (
  message bigint not null primary key,
  account bigint not null,
  opinion text collate "C" not null,
  by_whom text collate "C" not null,
  said_at bigint not null
);
create index verdict_opinions_wrong on verdict_opinions (account, message) where opinion = 'WRONG';

-- Verdicts of words that no rule knew, to be looked through.
create index messages_unclassified on messages (account, id) where confidence = 'NONE';
