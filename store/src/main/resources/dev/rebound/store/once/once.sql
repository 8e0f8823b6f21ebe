-- name: begin
-- by: SqlKeptAnswers.begin
insert into kept_answers (account, key, fingerprint, begun_at) values (:account, :key, :fingerprint, :at)
on conflict do nothing;

-- name: find
-- by: SqlKeptAnswers.begin
-- index: kept_answers
select * from kept_answers where account = :account and key = :key;

-- name: finish
-- by: SqlKeptAnswers.finish
-- index: kept_answers
update kept_answers set status = :status, location = :location, body = :body where account = :account and key = :key;

-- name: abandon
-- by: SqlKeptAnswers.abandon
-- index: kept_answers
delete from kept_answers where account = :account and key = :key and status is null;

-- name: forget
-- by: SqlKeptAnswers.forgetBefore
-- index: kept_answers, kept_answers_by_age
delete from kept_answers where (account, key) in (
  select account, key from kept_answers where begun_at < :moment order by begun_at limit :limit);
