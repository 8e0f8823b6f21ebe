package dev.rebound.server.account;

import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.audit.AuditLog.Numbered;
import dev.rebound.server.session.SecretToken;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** API keys and the audit log of one account. */
public final class AccountPages implements Feature {

    /** Longest name of a key, in characters. */
    static final int KEY_NAME_LENGTH_MAX = 100;

    private static final int ROWS = 50;
    private static final String KEYS = "/a/{account}/api-keys";

    private final Accounts accounts;
    private final AuditLog audit;
    private final InstantSource clock;

    public AccountPages(Accounts accounts, AuditLog audit, InstantSource clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        routes.get(KEYS, Access.ACCOUNT, visit -> showKeys(visit, "", false, Optional.empty()))
                .post(KEYS, Access.ACCOUNT, this::createKey)
                .post(KEYS + "/{key}/revoke", Access.ACCOUNT, this::revokeKey)
                .get("/a/{account}/audit", Access.ACCOUNT, this::auditLog);
    }

    /**
     * The keys, and the form for a new one.
     *
     * @param secret of the key that was just made; shown this once
     */
    public record KeysPage(List<ApiKey> keys, String name, boolean isWrong, Optional<String> secret) {}

    private void showKeys(Visit visit, String name, boolean isWrong, Optional<String> secret) {
        visit.http().status(isWrong ? 422 : 200);
        visit.page("account/keys.jte", new KeysPage(accounts.apiKeys(visit.account()), name, isWrong, secret));
    }

    private void createKey(Visit visit) {
        String name = visit.form("name").strip();
        if (name.isEmpty()
                || name.length() > KEY_NAME_LENGTH_MAX
                || name.codePoints().anyMatch(Character::isISOControl)) {
            showKeys(visit, name, true, Optional.empty());
            return;
        }
        KeyScope scope = visit.form("scope", KeyScope.class)
                .filter(wanted ->
                        wanted != KeyScope.OPERATOR || visit.who().user().operator())
                .orElse(KeyScope.ACCOUNT);
        String secret = SecretToken.create();
        accounts.createApiKey(visit.account(), name, scope, SecretToken.hashOf(secret), clock.instant());
        note(visit, AuditAction.API_KEY_CREATED, name, scope.name().toLowerCase(Locale.ROOT));
        showKeys(visit, "", false, Optional.of(secret));
    }

    private void revokeKey(Visit visit) {
        long id = visit.number("key");
        String name = accounts.apiKeys(visit.account()).stream()
                .filter(key -> key.id() == id)
                .map(ApiKey::name)
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        if (accounts.revokeApiKey(visit.account(), id, clock.instant())) {
            note(visit, AuditAction.API_KEY_REVOKED, name, "");
        }
        visit.redirect("/a/" + visit.account() + "/api-keys", "note.key-revoked");
    }

    private void note(Visit visit, AuditAction action, String subject, String detail) {
        audit.append(
                new AuditEntry(clock.instant(), Optional.of(visit.account()), visit.by(), action, subject, detail));
    }

    /** A page of the audit log. */
    public record AuditPage(List<Numbered> rows, boolean isFirst, Optional<Long> next) {}

    private void auditLog(Visit visit) {
        Optional<Long> before = visit.queryNumber("before");
        List<Numbered> found = audit.page(Optional.of(visit.account()), before, ROWS + 1);
        List<Numbered> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<Long> next = found.size() > ROWS ? Optional.of(page.getLast().number()) : Optional.empty();
        visit.page("account/audit.jte", new AuditPage(page, before.isEmpty(), next));
    }
}
