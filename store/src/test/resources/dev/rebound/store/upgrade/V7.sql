insert into warm_up_counts (address, destination, day, messages) values ('192.0.2.1', 'x.example', 1, 5);
