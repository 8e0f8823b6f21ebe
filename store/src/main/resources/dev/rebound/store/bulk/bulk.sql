-- name: begin
-- by: SqlBulks.begin
insert into bulk_changes (
  account, kind, stage, by_whom, why, origin, source, begun_at, touched_at, mark, mark_says, lines, good_lines,
  bad_lines, entries, done, counts, undone_counts)
values (
  :account, :kind, 'COLLECTING', :by, '', :origin, :source, :at, :at, '', '', 0, 0, 0, 0, 0, '{}', '{}')
returning id;

-- name: addEntry
-- by: SqlBulks.add
insert into bulk_entries (bulk, address_key, says, line, reason, said, original)
values (:bulk, :address, :says, :line, :reason, :said, :original)
on conflict do nothing;

-- name: badLinesOf
-- by: SqlBulks.add
-- index: bulk_changes
select bad_lines from bulk_changes where id = :id;

-- name: addBadLine
-- by: SqlBulks.add
insert into bulk_bad_lines (bulk, line, problem, text) values (:bulk, :line, :problem, :text) on conflict do nothing;

-- name: added
-- by: SqlBulks.add
-- index: bulk_changes
update bulk_changes set
  lines = lines + :lines, good_lines = good_lines + :good, bad_lines = bad_lines + :bad, touched_at = :at
where id = :id;

-- name: from
-- by: SqlBulks.from
-- index: bulk_changes
update bulk_changes set source = :source where id = :id;

-- name: collected
-- by: SqlBulks.collected
-- index: bulk_changes, bulk_entries
update bulk_changes set
  stage = :stage, touched_at = :at, entries = (select count(*) from bulk_entries e where e.bulk = bulk_changes.id)
where id = :id and stage = 'COLLECTING';

-- name: fail
-- by: SqlBulks.fail
-- index: bulk_changes
update bulk_changes set stage = 'FAILED', problem = :problem, touched_at = :at where id = :id and stage = 'COLLECTING';

-- name: forgetEntries
-- by: SqlBulks.fail, SqlBulks.giveUp, SqlBulks.discard
-- index: bulk_entries
delete from bulk_entries where bulk = :id;

-- name: forgetBadLines
-- by: SqlBulks.giveUp, SqlBulks.discard
-- index: bulk_bad_lines
delete from bulk_bad_lines where bulk = :id;

-- name: forget
-- by: SqlBulks.giveUp, SqlBulks.discard
-- index: bulk_changes
delete from bulk_changes where id = :id;

-- name: apply
-- by: SqlBulks.apply
-- index: bulk_changes
update bulk_changes set
  stage = 'APPLYING', by_whom = :by, why = :why, applied_at = :at, touched_at = :at, mark = '', mark_says = '', done = 0,
  counts = '{}'
where id = :id and account = :account and stage = 'READY';

-- name: undo
-- by: SqlBulks.undo
-- index: bulk_changes
update bulk_changes set
  stage = 'UNDOING', undone_by = :by, undone_at = :at, touched_at = :at, mark = '', mark_says = '', done = 0
where id = :id and account = :account and stage = 'DONE';

-- name: touch
-- by: BulkPortions: takes the change for this transaction
-- index: bulk_changes
update bulk_changes set touched_at = :at where id = :id and stage in ('COUNTING', 'APPLYING', 'UNDOING');

-- name: byId
-- by: SqlBulks.find, BulkPortions
-- index: bulk_changes
select * from bulk_changes where id = :id;

-- name: page
-- by: SqlBulks.page
-- index: bulk_changes_by_account
select * from bulk_changes where account = :account and id < :before order by id desc limit :limit;

-- name: nextEntries
-- by: BulkPortions
-- index: bulk_entries
select * from bulk_entries where bulk = :bulk and (address_key, says) > (:address, :says)
order by address_key, says limit :limit;

-- name: linesOfOutcome
-- by: SqlBulks.lines; walks the change's entries
-- index: bulk_entries
select * from bulk_entries where bulk = :bulk and (address_key, says) > (:address, :says) and outcome = :outcome
order by address_key, says limit :limit;

-- name: badLines
-- by: SqlBulks.badLines
-- index: bulk_bad_lines
select * from bulk_bad_lines where bulk = :bulk and line > :after order by line limit :limit;

-- name: outcome
-- by: BulkPortions
-- index: bulk_entries
update bulk_entries set outcome = :outcome, lifted = :lifted
where bulk = :bulk and address_key = :address and says = :says;

-- name: outcomeOfPortion
-- by: BulkPortions: what most of a portion came to; those between the first entry and the last are the portion
-- index: bulk_entries
update bulk_entries set outcome = :outcome, lifted = null
where bulk = :bulk and address_key between :first and :last
  and (address_key, says) >= (:first, :firstSays) and (address_key, says) <= (:last, :lastSays);

-- name: undone
-- by: BulkPortions
-- index: bulk_entries
update bulk_entries set undone = :undone where bulk = :bulk and address_key = :address and says = :says;

-- name: progress
-- by: BulkPortions
-- index: bulk_changes
update bulk_changes set
  mark = :mark, mark_says = :markSays, done = done + :done, counts = :counts, undone_counts = :undoneCounts
where id = :id;

-- name: end
-- by: BulkPortions: the end of a stage
-- index: bulk_changes
update bulk_changes set stage = :stage, mark = '', mark_says = '', done = entries where id = :id;

-- name: unfinished
-- by: SqlBulks.unfinished
-- index: bulk_changes_by_stage
select id from bulk_changes where stage in ('COUNTING', 'APPLYING', 'UNDOING') and touched_at < :before order by touched_at, id;

-- name: silent
-- by: SqlBulks.giveUp
-- index: bulk_changes_by_stage
select id from bulk_changes where stage = :stage and touched_at < :before order by touched_at, id;

-- name: contacts
-- by: ContactMarks
-- index: contacts
select address_key, unsubscribed_at from contacts where account = :account and address_key in (<addresses>);

-- name: unsubscribe
-- by: ContactMarks
-- index: contacts, contacts_parts
update contacts set unsubscribed_at = :at
where unsubscribed_at is null and id in (
  select coalesce(c.part_of, c.id) from contacts c where c.account = :account and c.address_key = :address
  union all
  select p.id from contacts c join contacts p on p.part_of = coalesce(c.part_of, c.id)
  where c.account = :account and c.address_key = :address);

-- name: subscribeAgain
-- by: ContactMarks
-- index: contacts, contacts_parts
update contacts set unsubscribed_at = null
where unsubscribed_at = :at and id in (
  select coalesce(c.part_of, c.id) from contacts c where c.account = :account and c.address_key = :address
  union all
  select p.id from contacts c join contacts p on p.part_of = coalesce(c.part_of, c.id)
  where c.account = :account and c.address_key = :address);

-- name: ofSameContacts
-- by: ContactMarks: all addresses that are marked together with some
-- index: contacts, contacts_parts
select p.address_key from contacts c join contacts p on p.id = coalesce(c.part_of, c.id)
where c.account = :account and c.address_key in (<addresses>)
union all
select p.address_key from contacts c join contacts p on p.part_of = coalesce(c.part_of, c.id)
where c.account = :account and c.address_key in (<addresses>);

-- name: addContact
-- by: ContactMarks
insert into contacts (
  account, address_key, address_hash, address, first_name, last_name, search_text, created_at, unsubscribed_at)
select :account, :address, address_hash(:address), :address, '', '', :searchText, :at, :at where 0 = 0
on conflict do nothing;
