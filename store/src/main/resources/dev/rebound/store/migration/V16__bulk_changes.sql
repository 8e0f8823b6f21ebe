-- What a suppression rests on may be a line of a list now: cause is then null, and list, source, original and imported_at say
-- where it comes from. SQLite cannot make a column optional, so the rows move.
create table suppressions_moved (
  address_key text    not null,
  account     integer not null,
  reason      text    not null,
  since       integer not null,
  cause       integer,
  ends_at     integer,
  probe_from  integer,
  list        integer,
  source      text,
  original    text,
  imported_at integer,
  primary key (address_key, account),
  check ((cause is null) = (list is not null))
) strict, without rowid;

insert into suppressions_moved (address_key, account, reason, since, cause, ends_at, probe_from)
select address_key, account, reason, since, cause, ends_at, probe_from from suppressions;

drop table suppressions;
alter table suppressions_moved rename to suppressions;

create index suppressions_by_account on suppressions (account, address_key);
create index suppressions_by_reason on suppressions (account, reason, address_key);
create index suppressions_by_end on suppressions (ends_at, address_key) where ends_at is not null;

-- Changes that somebody makes to many addresses at once. mark and mark_says: the entry up to which the stage that it is at has
-- come. lines: how many lines were read for it. counts: JSON, how many entries came, or would come, to what;
-- undone_counts: the same of taking it back. problem: why it could not be read to its end.
create table bulk_changes (
  id            integer primary key,
  account       integer not null references accounts (id),
  kind          text    not null,
  stage         text    not null,
  by_whom       text    not null,
  why           text    not null,
  origin        text    not null,
  source        text,
  begun_at      integer not null,
  touched_at    integer not null,
  applied_at    integer,
  undone_at     integer,
  undone_by     text,
  mark          text    not null,
  mark_says     text    not null,
  lines         integer not null,
  good_lines    integer not null,
  bad_lines     integer not null,
  entries       integer not null,
  done          integer not null,
  counts        text    not null,
  undone_counts text    not null,
  problem       text
) strict;

create index bulk_changes_by_account on bulk_changes (account, id);
create index bulk_changes_by_stage on bulk_changes (stage, touched_at);

-- What a change holds of each address. says: whether the address is only named, or a list says that it bounced (reason to
-- original) or wants no more mail. outcome: what came of it, or would; undone: what came of taking it back; lifted: what an
-- unbounce took away, as JSON.
create table bulk_entries (
  bulk        integer not null references bulk_changes (id),
  address_key text    not null,
  says        text    not null,
  line        integer not null,
  reason      text,
  said        integer,
  original    text    not null,
  outcome     text,
  undone      text,
  lifted      text,
  primary key (bulk, address_key, says)
) strict, without rowid;

-- Lines that were left out.
create table bulk_bad_lines (
  bulk    integer not null references bulk_changes (id),
  line    integer not null,
  problem text    not null,
  text    text    not null,
  primary key (bulk, line)
) strict, without rowid;
