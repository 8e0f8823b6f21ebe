-- try_for: microseconds that a message of the email is tried at most after its first deferral; null if it asks for nothing.
alter table emails add column try_for integer;

-- tls: how the dialogue that a reply was heard in was protected; null if there was none, or nobody knows any more.
alter table evidence add column tls text;
