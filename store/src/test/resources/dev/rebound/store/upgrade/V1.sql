-- What the first schema held after a day of sending: one address that bounced in three accounts, one that is still tried.
insert into accounts (id, name, created_at) values (1, 'One', 1000), (2, 'Two', 1000), (3, 'Three', 1000);
insert into users (id, login, name, password_hash, operator) values (1, 'ann', 'Ann', 'x', 0), (2, 'op', 'Op', 'x', 1);
insert into user_accounts (user_id, account) values (1, 1);
insert into sessions (token_hash, user_id, csrf_token, account, expires_at) values ('t', 1, 'c', 1, 9000000000000000);
insert into api_keys (id, account, name, operator, secret_hash, created_at) values (1, 1, 'shop', 0, 'h1', 1000), (2, 1, 'ops', 1, 'h2', 1000);
insert into audit_entries (number, at, account, by_whom, action, subject, detail) values (1, 1000, 1, 'ann', 'EMAIL_SENT', '1', '');
insert into contacts (id, account, address_key, address, first_name, last_name, search_text, created_at) values
  (1, 1, 'gone@x.example', 'Gone@x.example', 'G', '', 'gone@x.example g', 1000),
  (2, 2, 'gone@x.example', 'gone@x.example', '', '', 'gone@x.example', 1000),
  (3, 3, 'gone@x.example', 'gone@x.example', '', '', 'gone@x.example', 1000),
  (4, 1, 'slow@x.example', 'slow@x.example', '', '', 'slow@x.example', 1000);
insert into emails (id, account, name, subject, from_name, from_address, body_text, body_html, state, selection, created_at, sent_at, accepted_to, last_contact) values
  (1, 1, 'News', 'News', 'One', 'news@one.example', 'Hello', '', 'SENT', 'EVERYBODY', 1000, 2000, 4, 4),
  (2, 2, 'News', 'News', 'Two', 'news@two.example', 'Hello', '', 'SENT', 'EVERYBODY', 1000, 2000, 2, 2),
  (3, 3, 'News', 'News', 'Three', 'news@three.example', 'Hello', '', 'SENT', 'EVERYBODY', 1000, 2000, 3, 3);
insert into ledger (seq, type, account, address_key, message, at, evidence, bounce, payload) values
  (1, 'QUEUED', 1, 'gone@x.example', 1, 2000, null, null, '{"v":1}'),
  (2, 'QUEUED', 1, 'slow@x.example', 4, 2000, null, null, '{"v":1}'),
  (3, 'QUEUED', 2, 'gone@x.example', 2, 2000, null, null, '{"v":1}'),
  (4, 'QUEUED', 3, 'gone@x.example', 3, 2000, null, null, '{"v":1}'),
  (5, 'BOUNCED', 1, 'gone@x.example', 1, 3000, '11111111111111111111111111111111', 'HARD', '{"v":1,"verdict":{"type":"HARD","reason":"UNKNOWN_USER","fault":"RECIPIENT","confidence":"HIGH","rule":"old-rule","rules":"1","matched":["no such user"]},"effect":"SUPPRESS_AND_COUNT"}'),
  (6, 'BOUNCED', 2, 'gone@x.example', 2, 3000, '22222222222222222222222222222222', 'HARD', '{"v":1,"verdict":{"type":"HARD","reason":"UNKNOWN_USER","fault":"RECIPIENT","confidence":"HIGH","rule":"old-rule","rules":"1","matched":["no such user"]},"effect":"SUPPRESS_AND_COUNT"}'),
  (7, 'BOUNCED', 3, 'gone@x.example', 3, 3000, '33333333333333333333333333333333', 'HARD', '{"v":1,"verdict":{"type":"HARD","reason":"UNKNOWN_USER","fault":"RECIPIENT","confidence":"HIGH","rule":"old-rule","rules":"1","matched":["no such user"]},"effect":"SUPPRESS_AND_COUNT"}'),
  (8, 'GLOBALLY_BOUNCED', 3, 'gone@x.example', null, 3000, null, null, '{"v":1}'),
  (9, 'DEFERRED', 1, 'slow@x.example', 4, 4000, '44444444444444444444444444444444', 'PENDING', '{"v":1,"verdict":{"type":"PENDING","reason":"TEMPORARY","fault":"NETWORK","confidence":"HIGH","rule":"old-rule","rules":"1","matched":[]},"nextAttempt":5000,"deadline":9000000000000000}');
insert into evidence (id, source, received_at, finality, code, status, diagnostic, command, remote_mta) values
  ('11111111111111111111111111111111', 'SMTP_REPLY', 3000, 'UNSTATED', 550, '5.1.1', '550 5.1.1 no such user', 'RCPT', 'mx.x.example'),
  ('22222222222222222222222222222222', 'SMTP_REPLY', 3000, 'UNSTATED', 550, '5.1.1', '550 5.1.1 no such user', 'RCPT', 'mx.x.example'),
  ('33333333333333333333333333333333', 'NDR', 3000, 'FINAL', 550, '5.1.1', '550 5.1.1 no such user', null, null),
  ('44444444444444444444444444444444', 'SMTP_REPLY', 4000, 'UNSTATED', 451, '4.7.1', '451 4.7.1 later', 'RCPT', 'mx.x.example');
insert into raw_reports (evidence, size, content) values ('33333333333333333333333333333333', 0, x'0300');
insert into messages (id, account, email, contact, address_key, domain, recipient, accepted_at, status, since, bounce, reason, fault, confidence, rule, rules_version, matched, attempts, next_attempt, deadline, evidence) values
  (1, 1, 1, 1, 'gone@x.example', 'x.example', 'Gone@x.example', 2000, 'BOUNCED', 3000, 'HARD', 'UNKNOWN_USER', 'RECIPIENT', 'HIGH', 'old-rule', '1', '["no such user"]', 1, null, null, '11111111111111111111111111111111'),
  (2, 2, 2, 2, 'gone@x.example', 'x.example', 'gone@x.example', 2000, 'BOUNCED', 3000, 'HARD', 'UNKNOWN_USER', 'RECIPIENT', 'HIGH', 'old-rule', '1', '["no such user"]', 1, null, null, '22222222222222222222222222222222'),
  (3, 3, 3, 3, 'gone@x.example', 'x.example', 'gone@x.example', 2000, 'BOUNCED', 3000, 'HARD', 'UNKNOWN_USER', 'RECIPIENT', 'HIGH', 'old-rule', '1', '["no such user"]', 1, null, null, '33333333333333333333333333333333'),
  (4, 1, 1, 4, 'slow@x.example', 'x.example', 'slow@x.example', 2000, 'PENDING', 4000, 'PENDING', 'TEMPORARY', 'NETWORK', 'HIGH', 'old-rule', '1', '[]', 1, 5000, 9000000000000000, '44444444444444444444444444444444');
insert into suppressions (address_key, account, reason, since, cause) values
  ('gone@x.example', 1, 'UNKNOWN_USER', 3000, 1), ('gone@x.example', 2, 'UNKNOWN_USER', 3000, 2), ('gone@x.example', 3, 'UNKNOWN_USER', 3000, 3);
insert into counting_accounts (address_key, account, since) values ('gone@x.example', 1, 3000), ('gone@x.example', 2, 3000), ('gone@x.example', 3, 3000);
insert into global_bounces (address_key, since) values ('gone@x.example', 3000);
insert into quarantined_mail (id, received_at, why, peer, envelope_from, envelope_recipients, size, content_id, content) values
  (1, 4000, 'NO_TOKEN', '192.0.2.7', '', 'b+x@bounces.one.example', 0, 'c1', x'0300');
