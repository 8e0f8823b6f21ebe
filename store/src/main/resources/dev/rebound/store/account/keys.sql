-- name: createApiKey
-- by: SqlApiKeys.create
insert into api_keys (account, name, operator, scopes, secret_hash, created_at, expires_at, requests_per_minute)
values (:account, :name, :operator, :scopes, :secretHash, :at, :expiresAt, :requestsPerMinute) returning id;

-- name: apiKey
-- by: SqlApiKeys.find
-- index: api_keys
select * from api_keys where secret_hash = :secretHash;

-- name: apiKeys
-- by: SqlApiKeys.of
-- index: api_keys_by_account
select * from api_keys where account = :account order by id desc;

-- name: revokeApiKey
-- by: SqlApiKeys.revoke
-- index: api_keys
update api_keys set revoked_at = coalesce(revoked_at, :at) where id = :id and account = :account;

-- name: apiKeyUsed
-- by: SqlApiKeys.used
-- index: api_keys
update api_keys set last_used_at = :at where id = :id;
