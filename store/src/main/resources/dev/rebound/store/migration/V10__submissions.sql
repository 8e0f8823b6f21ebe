-- Mail that programs handed over by SMTP. Its messages belong to an email of state SUBMITTED, one for each name, and the
-- name has the day in it.
create unique index emails_submitted on emails (account, name) where state = 'SUBMITTED';

-- wants_link: whether each recipient gets a link to unsubscribe by. content: deflated (RFC 1950); null once forgotten.
create table submissions (
  id           integer primary key,
  account      integer not null references accounts (id),
  email        integer not null references emails (id),
  received_at  integer not null,
  api_key      text    not null,
  from_address text    not null,
  subject      text    not null,
  header_id    text    not null,
  wants_link   integer not null check (wants_link in (0, 1)),
  octets       integer not null,
  content      blob
) strict;

create index submissions_by_header on submissions (account, header_id, id);
create index submissions_with_content on submissions (received_at, id) where content is not null;

-- Beside messages and not in it, because only these few have one.
create table submitted_messages (
  message    integer not null primary key references messages (id),
  account    integer not null,
  submission integer not null references submissions (id)
) strict, without rowid;

create index submitted_messages_by_account on submitted_messages (account, message);
create index submitted_messages_by_submission on submitted_messages (submission, message);

-- Keys that may hand mail over and do nothing else.
alter table api_keys add column submission_only integer not null default 0 check (submission_only in (0, 1));
