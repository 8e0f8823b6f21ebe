-- Where providers that relay our mail tell of it. path: the end of the endpoint's address. secret: what calls are proven with,
-- sealed; not there until somebody has given it.
create table event_sources (
  id          integer primary key,
  path        text    not null,
  name        text    not null,
  provider    text    not null,
  secret      text,
  created_at  integer not null,
  last_at     integer,
  proven      integer not null default 0,
  quarantined integer not null default 0
) strict;

create unique index event_sources_by_path on event_sources (path);
