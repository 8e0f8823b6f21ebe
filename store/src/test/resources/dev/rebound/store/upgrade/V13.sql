insert into kept_answers (account, key, fingerprint, begun_at, status, body) values (1, 'k', 'f', 9000000000000000, 200, '{}');
