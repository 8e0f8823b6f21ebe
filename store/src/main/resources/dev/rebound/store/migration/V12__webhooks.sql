-- Addresses that are told of what happens. position: the number of the last event of the ledger that was told, or was not
-- for it. types: names of events, separated by commas. calls_failed: one after the other; problem: what the last came to.
create table webhooks (
  id           integer primary key,
  account      integer not null references accounts (id),
  url          text    not null,
  secret       text    not null,
  types        text    not null,
  paused       integer not null check (paused in (0, 1)),
  position     integer not null,
  created_at   integer not null,
  told_at      integer,
  calls_failed integer not null default 0,
  problem      text,
  next_call    integer
) strict;

create index webhooks_by_account on webhooks (account, id);

-- Events that a webhook could not be told of: those of its account and types between two numbers of the ledger.
create table dead_letters (
  id      integer primary key,
  webhook integer not null references webhooks (id),
  first   integer not null,
  last    integer not null,
  events  integer not null,
  calls   integer not null,
  problem text    not null,
  since   integer not null
) strict;

create index dead_letters_by_webhook on dead_letters (webhook, id);
