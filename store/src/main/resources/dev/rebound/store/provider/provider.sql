-- name: create
-- by: SqlEventSources.create
insert into event_sources (path, name, provider, secret, created_at)
values (:path, :name, :provider, :secret, :at) returning *;

-- name: all
-- by: SqlEventSources.all
-- scan: event_sources, because an installation has a few
select * from event_sources order by id;

-- name: find
-- by: SqlEventSources.find
-- index: event_sources
select * from event_sources where id = :id;

-- name: findByPath
-- by: SqlEventSources.findByPath, for every call of an endpoint
-- index: event_sources_by_path
select * from event_sources where path = :path;

-- name: changeSecret
-- by: SqlEventSources.changeSecret
-- index: event_sources
update event_sources set secret = :secret where id = :id;

-- name: remove
-- by: SqlEventSources.remove
-- index: event_sources
delete from event_sources where id = :id;

-- name: came
-- by: SqlEventSources.came
-- index: event_sources
update event_sources set last_at = :at, proven = proven + :proven, quarantined = quarantined + :quarantined
where id = :id;
