-- name: say
-- by: SqlOpinions
-- index: messages
insert into verdict_opinions (message, account, opinion, by_whom, said_at)
select m.id, m.account, :opinion, :by, :at from messages m
where m.id = :message and m.account = :account and m.reason is not null
on conflict (message) do update set
  opinion = excluded.opinion, by_whom = excluded.by_whom, said_at = excluded.said_at;

-- name: opinionOf
-- by: SqlOpinions
-- index: verdict_opinions
select opinion from verdict_opinions where message = :message and account = :account;

-- name: saidToBeWrong
-- by: SqlOpinions
-- index: verdict_opinions_wrong
select message as id from verdict_opinions
where account = :account and opinion = 'WRONG' and message < :below order by message desc limit :limit;

-- name: unclassified
-- by: SqlOpinions
-- index: messages_unclassified
select id from messages
where account = :account and confidence = 'NONE' and id < :below order by id desc limit :limit;

-- name: emailsOf
-- by: SqlOpinions
-- index: messages, emails
select m.id, e.id as email, e.name from messages m join emails e on e.id = m.email where m.id in (<ids>);
