-- The recipients of an email in the order of what was learned of them last, however many they are: those of one outcome side by side,
-- as in messages_by_outcome, but by time.
create index messages_by_time on messages (email, status, bounce, reason, not_sent, since, id);
