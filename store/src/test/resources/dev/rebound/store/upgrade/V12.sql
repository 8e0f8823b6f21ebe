insert into webhooks (id, account, url, secret, types, paused, position, created_at) values (1, 1, 'https://crm.example/', 's', 'BOUNCED', 0, 9, 4000);
insert into dead_letters (id, webhook, first, last, events, calls, problem, since) values (1, 1, 1, 2, 1, 9, '500', 4000);
