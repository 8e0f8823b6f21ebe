-- name: recipientOf
-- by: SqlMessageLookup.recipientOf
-- index: messages
select recipient, address_key from messages where id = :id and account = :account;

-- name: sent
-- by: SqlMessageLookup.find
-- index: messages
select account, recipient, address_key from messages where id = :id;

-- name: quarantine
-- by: SqlQuarantine.keep
insert into quarantined_mail
  (received_at, why, grade, peer, envelope_from, envelope_recipients, size, content_id, content)
values (:receivedAt, :why, :grade, :peer, :envelopeFrom, :envelopeRecipients, :size, :contentId, :content)
on conflict do nothing;

-- name: quarantinePage
-- by: SqlQuarantine.page
-- index: quarantined_mail
select id, received_at, why, grade, peer, envelope_from, size from quarantined_mail
where id < :before
  and (cast(:why as text) is null or why = :why)
  and (cast(:grade as text) is null or grade = :grade)
  and (cast(:peer as text) is null or peer = :peer)
  and (peer like :search escape '!' or lower(envelope_from) like :search escape '!'
    or lower(envelope_recipients) like :search escape '!')
order by id desc limit :limit;

-- name: quarantineFound
-- by: SqlQuarantine.count with a filter
-- scan: quarantined_mail, because a search may hit any of it; retention keeps it small
select count(*) as number from quarantined_mail
where (cast(:why as text) is null or why = :why)
  and (cast(:grade as text) is null or grade = :grade)
  and (cast(:peer as text) is null or peer = :peer)
  and (peer like :search escape '!' or lower(envelope_from) like :search escape '!'
    or lower(envelope_recipients) like :search escape '!');

-- name: quarantineReasons
-- by: SqlQuarantine.countsByReason
-- index: quarantined_mail_by_why
-- scan: quarantined_mail, by an index of what is counted
select why, count(*) as number from quarantined_mail group by why;

-- name: quarantineGrades
-- by: SqlQuarantine.countsByGrade
-- index: quarantined_mail_by_grade
-- scan: quarantined_mail, by an index of what is counted
select grade, count(*) as number from quarantined_mail group by grade;

-- name: quarantinePeers
-- by: SqlQuarantine.countsByPeer
-- index: quarantined_mail_by_peer
-- scan: quarantined_mail, by an index of what is counted
select peer, count(*) as number, max(received_at) as last from quarantined_mail
group by peer order by number desc, peer limit :limit;

-- name: quarantined
-- by: SqlQuarantine.find
-- index: quarantined_mail
select * from quarantined_mail where id = :id;

-- name: quarantineCount
-- by: SqlQuarantine.count
-- scan: quarantined_mail, by its smallest index, because a count is asked for
select count(*) as number from quarantined_mail;

-- name: forgetQuarantined
-- by: SqlQuarantine.forgetBefore
-- index: quarantined_mail_by_time, quarantined_mail
delete from quarantined_mail where id in (
  select id from quarantined_mail where received_at < :moment order by received_at, id limit :limit);

-- name: forgetRawReports
-- by: SqlRawReports.forgetBefore
-- index: raw_reports_by_time, raw_reports
delete from raw_reports where event in (
  select event from raw_reports where received_at < :moment order by received_at, event limit :limit);
