-- In how many accounts a circuit holds bounces is read from the index alone; the page of circuits asks for twenty of them.
drop index messages_by_circuit;
create index messages_by_circuit on messages (circuit, id, hold_standing, account) where circuit is not null;
