-- Calls of programs that carry a key of their own, and their answers. status: null until there is an answer.
create table kept_answers (
  account     integer not null references accounts (id),
  key         text    not null,
  fingerprint text    not null,
  begun_at    integer not null,
  status      integer,
  location    text,
  body        text,
  primary key (account, key)
) strict, without rowid;

create index kept_answers_by_age on kept_answers (begun_at);
