-- name: counted
-- by: SqlWarmUpCounts.take, before it writes
-- index: warm_up_counts
select messages from warm_up_counts where day = :day and address = :address and destination = :destination;
-- postgresql: several nodes count; the row is kept until the commit
insert into warm_up_counts (address, destination, day, messages) values (:address, :destination, :day, 0)
on conflict (day, address, destination) do update set messages = warm_up_counts.messages returning messages;

-- name: count
-- by: SqlWarmUpCounts.take and giveBack
insert into warm_up_counts (address, destination, day, messages) values (:address, :destination, :day, :messages)
on conflict (day, address, destination) do update set messages = warm_up_counts.messages + excluded.messages;

-- name: used
-- by: SqlWarmUpCounts.used
-- index: warm_up_counts
select address, destination, messages from warm_up_counts where day = :day order by address, destination;

-- name: forget
-- by: SqlWarmUpCounts.forgetBefore
-- index: warm_up_counts
delete from warm_up_counts where day < :day;
