-- Mailboxes of people. credentials: sealed with a key that is not here; null once disconnected. trouble: why it cannot be used
-- at the moment. The four figures count what was seen since it was connected.
create table inboxes (
  id              integer primary key,
  account         integer not null references accounts (id),
  owner           text    not null,
  address         text    not null,
  address_key     text    not null,
  display_name    text    not null,
  imap_host       text    not null,
  imap_port       integer not null,
  imap_protection text    not null,
  smtp_host       text    not null,
  smtp_port       integer not null,
  smtp_protection text    not null,
  credentials     blob,
  state           text    not null,
  since           integer not null,
  trouble         text,
  trouble_side    text,
  trouble_words   text,
  seen_at         integer,
  looked          integer not null default 0,
  reports         integer not null default 0,
  answers         integer not null default 0,
  strangers       integer not null default 0,
  created_at      integer not null,
  unique (account, address_key)
) strict;

create index inboxes_by_account on inboxes (account, id);
create index inboxes_watched on inboxes (id) where state in ('CONNECTED', 'TROUBLED');

-- Up to where each folder has been looked at.
create table inbox_folders (
  inbox        integer not null references inboxes (id),
  folder       text    not null,
  uid_validity integer not null,
  uid_next     integer not null,
  mod_seq      integer not null,
  primary key (inbox, folder)
) strict, without rowid;

-- Emails from one person to one contact, through an inbox. token and header_id: what reports know them by. message: the ledger's
-- number, from the moment when the owner's server took it.
create table one_to_one_messages (
  id          integer primary key,
  account     integer not null references accounts (id),
  inbox       integer not null references inboxes (id),
  contact     integer references contacts (id),
  recipient   text    not null,
  address_key text    not null,
  subject     text    not null,
  token       text    not null unique,
  header_id   text    not null,
  at          integer not null,
  state       text    not null,
  words       text    not null default '',
  message     integer unique
) strict;

create index one_to_one_by_account on one_to_one_messages (account, id);
create index one_to_one_by_header on one_to_one_messages (inbox, header_id);
create index one_to_one_by_address on one_to_one_messages (inbox, address_key, at);
create index one_to_one_sending on one_to_one_messages (id) where state = 'SENDING';

-- Signs of life are looked for among what was noted of an address.
create index ledger_notes on ledger (address_key, account, at) where type = 'NOTED';
