package dev.rebound.server.account;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.ApiKeys;
import dev.rebound.engine.account.ApiKeys.NewKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.session.SecretToken;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Use case: an account makes and revokes API keys. Nobody makes a key that may do more than they may themselves.
 * Audited. Keys live by the wall clock. Thread-safe.
 */
public final class KeyDesk {

    /** Longest name of a key, in characters. */
    static final int NAME_LENGTH_MAX = 100;
    /** Longest time until a key ends by itself, in days; who wants more leaves the end out. */
    static final int DAYS_MAX = 3_650;
    /** Most calls in a minute that a key can be allowed. */
    static final int REQUESTS_PER_MINUTE_MAX = 1_000_000;
    /** Keys of an account that have not been revoked. */
    static final int KEYS_MAX = 1_000;

    private final ApiKeys keys;
    private final AuditLog audit;
    private final WorldClock clock;
    private final InstantSource wallClock;

    public KeyDesk(ApiKeys keys, AuditLog audit, WorldClock clock, InstantSource wallClock) {
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
        this.wallClock = wallClock;
    }

    /** Who makes a key, for which account, and what they may do there themselves. */
    public record Maker(String name, AccountId account, Set<Permission> permissions) {}

    /**
     * A key as somebody wants it.
     *
     * @param days after which it ends by itself
     * @param requestsPerMinute if not what every key may call
     */
    public record Wanted(
            String name, Set<KeyScope> scopes, Optional<Integer> days, Optional<Integer> requestsPerMinute) {
        public Wanted {
            name = name.strip();
            scopes = Set.copyOf(scopes);
        }
    }

    /** What can be wrong with it. */
    public enum KeyProblem {
        NAME,
        NO_SCOPE,
        /** A scope permits what whoever makes the key may not do. */
        MORE_THAN_OWN,
        TOO_MANY
    }

    /** What came of making a key. */
    public sealed interface Made {
        /** The secret is shown once, and only its hash is kept. */
        record Done(ApiKey key, String secret) implements Made {}

        record Refused(KeyProblem problem) implements Made {}
    }

    /** The account's keys, newest first. */
    public List<ApiKey> of(AccountId account) {
        return keys.of(account);
    }

    /** Whether it can be used now. */
    public ApiKey.KeyState stateOf(ApiKey key) {
        return key.stateAt(wallClock.instant());
    }

    /** The scopes somebody may give to a key. */
    public static Set<KeyScope> scopesFor(Set<Permission> permissions) {
        Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
        for (KeyScope scope : KeyScope.values()) {
            if (mayGive(permissions, scope)) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    /** Handing mail over by SMTP is less than sending by hand. */
    private static boolean mayGive(Set<Permission> permissions, KeyScope scope) {
        return scope.permissions().stream()
                .allMatch(each -> permissions.contains(each == Permission.SUBMIT ? Permission.SEND : each));
    }

    /** Makes a key. */
    public Made create(Maker maker, Wanted wanted) {
        Optional<KeyProblem> problem = problemOf(maker, wanted);
        if (problem.isPresent()) {
            return new Made.Refused(problem.get());
        }
        String secret = SecretToken.create();
        Instant now = wallClock.instant();
        ApiKey key = keys.create(new NewKey(
                maker.account(),
                wanted.name(),
                wanted.scopes(),
                SecretToken.hashOf(secret),
                now,
                wanted.days().map(days -> now.plus(days, ChronoUnit.DAYS)),
                wanted.requestsPerMinute()));
        note(maker, AuditAction.API_KEY_CREATED, wanted.name(), shown(wanted.scopes()));
        return new Made.Done(key, secret);
    }

    private Optional<KeyProblem> problemOf(Maker maker, Wanted wanted) {
        if (wanted.name().isEmpty()
                || wanted.name().length() > NAME_LENGTH_MAX
                || wanted.name().codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of(KeyProblem.NAME);
        }
        if (wanted.scopes().isEmpty()) {
            return Optional.of(KeyProblem.NO_SCOPE);
        }
        if (!wanted.scopes().stream().allMatch(scope -> mayGive(maker.permissions(), scope))) {
            return Optional.of(KeyProblem.MORE_THAN_OWN);
        }
        long alive = of(maker.account()).stream()
                .filter(key -> stateOf(key) == ApiKey.KeyState.VALID)
                .count();
        return alive >= KEYS_MAX ? Optional.of(KeyProblem.TOO_MANY) : Optional.empty();
    }

    private static String shown(Set<KeyScope> scopes) {
        return scopes.stream()
                .sorted()
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    /** Revokes a key at once; empty if the account has none of this number. */
    public Optional<ApiKey> revoke(Maker by, long id) {
        Optional<ApiKey> key =
                of(by.account()).stream().filter(each -> each.id() == id).findFirst();
        if (key.isPresent()
                && key.get().life().revokedAt().isEmpty()
                && keys.revoke(by.account(), id, wallClock.instant())) {
            note(by, AuditAction.API_KEY_REVOKED, key.get().name(), "");
        }
        return key;
    }

    private void note(Maker by, AuditAction action, String subject, String detail) {
        audit.append(new AuditEntry(clock.instant(), Optional.of(by.account()), by.name(), action, subject, detail));
    }
}
