package dev.rebound.server.account;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.audit.AuditLog.Numbered;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.util.List;
import java.util.Optional;

/** The account of a key, and its audit log, over the REST API. */
public final class AccountApi implements Feature {

    private final Accounts accounts;
    private final AuditLog audit;

    public AccountApi(Accounts accounts, AuditLog audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .getWithAnyKey("/me", this::me)
                .get(
                        "/audit",
                        Permission.AUDIT,
                        call -> call.answer(auditPage(call, audit, Optional.of(call.account()))));
    }

    private void me(ApiCall call) {
        Account account = accounts.find(call.account())
                .orElseThrow(() -> new IllegalStateException("the gate has found the key's account"));
        call.answer(JsonBuilder.object()
                .with("account", json(account))
                .with("key", call.by())
                .withTexts(
                        "scopes",
                        call.visit()
                                .apiKey()
                                .map(key -> KeyApi.names(key.scopes()))
                                .orElseGet(List::of))
                .with(
                        "expiresAt",
                        call.visit().apiKey().flatMap(key -> key.life().expiresAt()))
                .with("operator", call.isOperator()));
    }

    /** An account as the API shows it. */
    public static JsonBuilder json(Account account) {
        return JsonBuilder.object()
                .with("id", account.id().toString())
                .with("name", account.name())
                .with("createdAt", account.createdAt());
    }

    /** A page of the audit log, of one account or of all. */
    public static JsonBuilder auditPage(ApiCall call, AuditLog audit, Optional<AccountId> account) {
        int limit = call.limit();
        List<Numbered> found = audit.page(account, call.numberCursor(), limit + 1);
        return call.page(found, limit, AccountApi::json, Numbered::number);
    }

    private static JsonBuilder json(Numbered numbered) {
        AuditEntry entry = numbered.entry();
        return JsonBuilder.object()
                .with("number", Long.toString(numbered.number()))
                .with("at", entry.at())
                .with("accountId", entry.account())
                .with("by", entry.by())
                .with("action", entry.action())
                .with("subject", entry.subject())
                .with("detail", entry.detail());
    }
}
