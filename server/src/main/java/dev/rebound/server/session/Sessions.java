package dev.rebound.server.session;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.SignInThrottle;
import dev.rebound.engine.account.User;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Signing in and out. A session's token is made anew at every sign-in, so that one planted before is
 * worth nothing, and only its hash is stored. Sessions live by the wall clock, not the world clock: a
 * rehearsal that lets three days pass signs nobody out. Thread-safe.
 */
public final class Sessions {

    /** Longest login looked at, in characters. */
    private static final int LOGIN_LENGTH_MAX = 320;

    private final Accounts accounts;
    private final AuditLog audit;
    private final WorldClock clock;
    private final InstantSource wallClock;
    private final Duration lifetime;
    private final Passwords passwords = new Passwords();
    private final SignInThrottle throttle;

    public Sessions(Accounts accounts, AuditLog audit, WorldClock clock, InstantSource wallClock, Duration lifetime) {
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
        this.wallClock = wallClock;
        this.lifetime = lifetime;
        this.throttle = new SignInThrottle(wallClock);
    }

    /** What came of trying to sign in. */
    public sealed interface SignIn {
        /** It worked; the token goes into the cookie and nowhere else. */
        record Done(String token) implements SignIn {}

        /** Login or password is wrong; which, is not said. */
        record Wrong() implements SignIn {}

        /** Too many failures lately; not even looked at. */
        record TooOften() implements SignIn {}
    }

    /** How long a session lasts. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Tries to sign in. */
    public SignIn signIn(String login, String password, String client) {
        String name = login.strip().toLowerCase(Locale.ROOT);
        if (name.length() > LOGIN_LENGTH_MAX || password.length() > Passwords.LENGTH_MAX) {
            return new SignIn.Wrong();
        }
        if (!throttle.permits(name, client)) {
            return new SignIn.TooOften();
        }
        Optional<User> user = accounts.findUser(name);
        if (user.isEmpty() || !passwords.matches(password, user.get().passwordHash())) {
            if (user.isEmpty()) {
                passwords.matchNobody(password);
            }
            throttle.failed(name, client);
            note(name, AuditAction.SIGN_IN_FAILED, client);
            return new SignIn.Wrong();
        }
        throttle.succeeded(name, client);
        String token = SecretToken.create();
        accounts.openSession(new Session(
                SecretToken.hashOf(token),
                user.get().id(),
                SecretToken.create(),
                firstAccountOf(user.get()),
                wallClock.instant().plus(lifetime)));
        note(name, AuditAction.SIGNED_IN, client);
        return new SignIn.Done(token);
    }

    private Optional<AccountId> firstAccountOf(User user) {
        List<AccountId> own = user.accounts();
        if (own.isEmpty() && user.operator()) {
            return accounts.all().stream().map(account -> account.id()).min(Comparator.naturalOrder());
        }
        return own.stream().min(Comparator.naturalOrder());
    }

    /** Who this cookie belongs to, if its session is still open. */
    public Optional<SignedIn> find(String token) {
        return accounts.session(SecretToken.hashOf(token), wallClock.instant())
                .flatMap(session -> accounts.findUser(session.userId()).map(user -> new SignedIn(session, user)));
    }

    /** Ends the session at once. */
    public void signOut(SignedIn who) {
        accounts.closeSession(who.session().tokenHash());
        note(who.user().login(), AuditAction.SIGNED_OUT, "");
    }

    /** Makes another account the one to come back to; the caller has checked that the person may. */
    public void switchTo(SignedIn who, AccountId account) {
        accounts.switchAccount(who.session().tokenHash(), account);
    }

    private void note(String login, AuditAction action, String detail) {
        audit.append(new AuditEntry(clock.instant(), Optional.empty(), login, action, login, detail));
    }
}
