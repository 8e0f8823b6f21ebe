-- The processes that share this database. session: by which the database knows its connections. agreed: what all nodes must
-- have alike, a name and a fingerprint a line. Moments are by the database's clock. With SQLite there is one process.
create table nodes (
  number        integer primary key autoincrement,
  name          text    not null,
  host          text    not null,
  version       text    not null,
  rules_version text    not null,
  session       text    not null,
  agreed        text    not null,
  state         text    not null check (state in ('LIVE', 'LEFT', 'LOST')),
  joined_at     integer not null,
  seen_at       integer not null,
  lease_until   integer not null,
  in_hand       integer not null,
  clock_ahead   integer not null,
  ended_at      integer,
  settled_at    integer,
  settled_by    integer,
  returned      integer,
  doubtful      integer
) strict;

-- What one node does for all; a holder that is not alive holds nothing.
create table duties (
  name  text    not null primary key,
  node  integer not null,
  since integer not null
) strict, without rowid;

-- Messages whose end of data a node was about to send, or had sent. taken: the line of the journal once a server took it.
-- What is settled is cleared away later, so a row means something only while its node has the message in hand.
create table attempts (
  message integer primary key,
  node    integer not null,
  at      integer not null,
  taken   text
) strict;
