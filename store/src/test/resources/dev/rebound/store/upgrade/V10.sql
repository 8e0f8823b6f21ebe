insert into submissions (id, account, email, received_at, api_key, from_address, subject, header_id, wants_link, octets, content)
values (1, 1, 1, 4000, 'shop', 'shop@one.example', 'Order', '<1@one.example>', 0, 0, x'0300');
