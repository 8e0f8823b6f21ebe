-- Moments are whole microseconds since 1970 (UTC). Constants of the domain are stored by name. Booleans are 0 and 1.
-- The ledger is the truth; messages, suppressions, counting_accounts and global_bounces are folds over it that
-- `rebound verify` compares with a rebuild.

-- Accounts, people, keys ----------------------------------------------------------------------------------------

create table accounts (
  id         integer primary key,
  name       text    not null,
  created_at integer not null
) strict;

create table users (
  id            integer primary key,
  login         text    not null unique,
  name          text    not null,
  password_hash text    not null,
  operator      integer not null check (operator in (0, 1))
) strict;

create table user_accounts (
  user_id integer not null references users (id),
  account integer not null references accounts (id),
  primary key (user_id, account)
) strict, without rowid;

create table sessions (
  token_hash text    not null primary key,
  user_id    integer not null references users (id),
  csrf_token text    not null,
  account    integer references accounts (id),
  expires_at integer not null
) strict, without rowid;

create index sessions_by_expiry on sessions (expires_at);

create table api_keys (
  id          integer primary key,
  account     integer not null references accounts (id),
  name        text    not null,
  operator    integer not null check (operator in (0, 1)),
  secret_hash text    not null unique,
  created_at  integer not null,
  revoked_at  integer
) strict;

create index api_keys_by_account on api_keys (account, id);

create table audit_entries (
  number  integer primary key,
  at      integer not null,
  account integer,
  by_whom text    not null,
  action  text    not null,
  subject text    not null,
  detail  text    not null
) strict;

create index audit_entries_by_account on audit_entries (account, number);

-- Contacts and marketing emails ---------------------------------------------------------------------------------

-- search_text: address and name in lower case, so that a search needs no function that databases do differently.
create table contacts (
  id              integer primary key,
  account         integer not null references accounts (id),
  address_key     text    not null,
  address         text    not null,
  first_name      text    not null,
  last_name       text    not null,
  search_text     text    not null,
  created_at      integer not null,
  unsubscribed_at integer,
  unique (account, address_key)
) strict;

create index contacts_by_account on contacts (account, id);

-- While an email is being sent, accepted_to is the greatest contact that has been worked through, and last_contact
-- the greatest there was when sending began.
create table emails (
  id              integer primary key,
  account         integer not null references accounts (id),
  name            text    not null,
  subject         text    not null,
  from_name       text    not null,
  from_address    text    not null,
  body_text       text    not null,
  body_html       text    not null,
  state           text    not null,
  selection       text    not null,
  selection_email integer,
  created_at      integer not null,
  sent_at         integer,
  cloned_from     integer references emails (id),
  accepted_to     integer not null default 0,
  last_contact    integer not null default 0
) strict;

create index emails_by_account on emails (account, id);
create index emails_being_sent on emails (id) where state = 'SENDING';

-- Contacts chosen one by one.
create table chosen_contacts (
  email   integer not null references emails (id),
  contact integer not null references contacts (id),
  primary key (email, contact)
) strict, without rowid;

-- The ledger ----------------------------------------------------------------------------------------------------

-- bounce: the type of the verdict, where there is one. payload: what only some types of events have, as JSON.
create table ledger (
  seq         integer primary key,
  type        text    not null,
  account     integer not null,
  address_key text    not null,
  message     integer,
  at          integer not null,
  evidence    text,
  bounce      text,
  payload     text    not null
) strict;

create index ledger_by_address on ledger (address_key, seq);
create index ledger_by_message on ledger (message, seq) where message is not null;

create table evidence (
  id          text    not null primary key,
  source      text    not null,
  received_at integer not null,
  finality    text    not null,
  code        integer,
  status      text,
  diagnostic  text    not null,
  command     text,
  remote_mta  text
) strict;

-- Raw reports, deflated (RFC 1950); apart, because they are big and are kept for a shorter time.
create table raw_reports (
  evidence text not null primary key references evidence (id),
  size     integer not null,
  content  blob not null
) strict;

-- One row a message: the fold of its events (status to evidence), and to whom it goes (email to recipient).
-- next_attempt is there exactly while the message is in flight. evidence: ids of 32 characters, one after the other.
-- taken: a delivery has claimed it; no part of the fold.
create table messages (
  id            integer primary key,
  account       integer not null references accounts (id),
  email         integer references emails (id),
  contact       integer references contacts (id),
  address_key   text    not null,
  domain        text    not null,
  recipient     text    not null,
  accepted_at   integer not null,
  status        text    not null,
  since         integer not null,
  bounce        text,
  reason        text,
  fault         text,
  confidence    text,
  rule          text,
  rules_version text,
  matched       text,
  runner_up     text,
  attempts      integer not null,
  next_attempt  integer,
  deadline      integer,
  not_sent      text,
  evidence      text    not null,
  taken         integer not null default 0 check (taken in (0, 1)),
  unique (email, contact)
) strict;

create index messages_by_email on messages (email, id);
create index messages_by_outcome on messages (email, status, bounce, reason, not_sent, domain);
create index messages_by_address on messages (address_key, account, status, accepted_at);
create index messages_in_flight on messages (address_key) where next_attempt is not null;
create index messages_due on messages (next_attempt, id) where next_attempt is not null and taken = 0;
create index messages_taken on messages (id) where taken = 1;
create index messages_by_deadline on messages (deadline, id) where deadline is not null;

create table suppressions (
  address_key text    not null,
  account     integer not null,
  reason      text    not null,
  since       integer not null,
  cause       integer not null,
  primary key (address_key, account)
) strict, without rowid;

create index suppressions_by_account on suppressions (account, address_key);
create index suppressions_by_reason on suppressions (account, reason, address_key);

create table counting_accounts (
  address_key text    not null,
  account     integer not null,
  since       integer not null,
  primary key (address_key, account)
) strict, without rowid;

create table global_bounces (
  address_key text    not null primary key,
  since       integer not null
) strict, without rowid;

-- Returned mail that changed nothing ----------------------------------------------------------------------------

create table quarantined_mail (
  id                  integer primary key,
  received_at         integer not null,
  why                 text    not null,
  peer                text    not null,
  envelope_from       text    not null,
  envelope_recipients text    not null,
  size                integer not null,
  content_id          text    not null unique,
  content             blob    not null
) strict;
