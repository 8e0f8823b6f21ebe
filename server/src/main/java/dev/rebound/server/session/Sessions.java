package dev.rebound.server.session;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.LastUse;
import dev.rebound.engine.account.OpenSessions;
import dev.rebound.engine.account.People;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.SignInThrottle;
import dev.rebound.engine.account.User;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in and out. A session's token is made anew at every sign-in, so that one planted before is
 * worth nothing, and only its hash is stored. Sessions live by the wall clock, not the world clock: a
 * rehearsal that lets three days pass signs nobody out. Thread-safe.
 */
public final class Sessions {

    /** Longest login looked at, in characters. */
    private static final int LOGIN_LENGTH_MAX = 320;

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final Ports ports;
    private final WorldClock clock;
    private final InstantSource wallClock;
    private final Duration lifetime;
    private final Passwords passwords = new Passwords();
    private final SignInThrottle throttle;

    public Sessions(Ports ports, WorldClock clock, InstantSource wallClock, Duration lifetime) {
        this.ports = ports;
        this.clock = clock;
        this.wallClock = wallClock;
        this.lifetime = lifetime;
        this.throttle = new SignInThrottle(wallClock);
    }

    /** What signing in works with. */
    public record Ports(Accounts accounts, People people, OpenSessions sessions, AuditLog audit) {}

    /** Where somebody signs in from: network address, and what the browser says it is. */
    public record Client(String address, String agent) {}

    /** What came of trying to sign in. */
    public sealed interface SignIn {
        /** It worked; the token goes into the cookie and nowhere else. */
        record Done(String token, User user) implements SignIn {}

        /** Login or password is wrong; which, is not said. */
        record Wrong() implements SignIn {}

        /** The password is right, and an operator keeps the person out. */
        record Locked() implements SignIn {}

        /** Too many failures lately; not even looked at. */
        record TooOften() implements SignIn {}
    }

    /** How long a session lasts. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Tries to sign in. */
    public SignIn signIn(String login, String password, Client client) {
        String name = login.strip().toLowerCase(Locale.ROOT);
        if (name.length() > LOGIN_LENGTH_MAX || password.length() > Passwords.LENGTH_MAX) {
            return new SignIn.Wrong();
        }
        if (!throttle.permits(name, client.address())) {
            return new SignIn.TooOften();
        }
        Optional<User> user = ports.people().find(name);
        if (user.isEmpty() || !passwords.matches(password, user.get().passwordHash())) {
            if (user.isEmpty()) {
                passwords.matchNobody(password);
            }
            throttle.failed(name, client.address());
            note(name, AuditAction.SIGN_IN_FAILED, client.address());
            return new SignIn.Wrong();
        }
        throttle.succeeded(name, client.address());
        if (user.get().settings().isLocked()) {
            note(name, AuditAction.SIGN_IN_FAILED, client.address());
            return new SignIn.Locked();
        }
        return new SignIn.Done(open(user.get(), client), user.get());
    }

    /** Opens a session for somebody who has proven who they are, and gives its token. */
    public String open(User user, Client client) {
        String token = SecretToken.create();
        Instant now = wallClock.instant();
        ports.sessions()
                .open(new Session(
                        SecretToken.hashOf(token),
                        user.id(),
                        SecretToken.create(),
                        firstAccountOf(user),
                        now.plus(lifetime),
                        new Session.Origin(now, client.address(), client.agent()),
                        now));
        note(user.login(), AuditAction.SIGNED_IN, client.address());
        return token;
    }

    private Optional<AccountId> firstAccountOf(User user) {
        List<AccountId> own = user.accounts();
        if (own.isEmpty() && user.operator()) {
            return ports.accounts().all().stream().map(account -> account.id()).min(Comparator.naturalOrder());
        }
        return own.stream().min(Comparator.naturalOrder());
    }

    /** Who this cookie belongs to, if its session is still open and the person is not kept out. */
    public Optional<SignedIn> find(String token) {
        Instant now = wallClock.instant();
        Optional<SignedIn> found =
                ports.sessions().find(SecretToken.hashOf(token), now).flatMap(this::signedIn);
        found.filter(who -> LastUse.isWorthNoting(who.session().lastUsedAt(), now))
                .ifPresent(who -> noteUse(who, now));
        return found;
    }

    /** Whose session this is now, if it is still open and the person is not kept out. */
    public Optional<SignedIn> find(Session session) {
        return ports.sessions().find(session.tokenHash(), wallClock.instant()).flatMap(this::signedIn);
    }

    private Optional<SignedIn> signedIn(Session session) {
        return ports.people()
                .find(session.userId())
                .filter(user -> !user.settings().isLocked())
                .map(user -> new SignedIn(session, user));
    }

    /** A page that could have been shown is not refused because its time cannot be noted. */
    private void noteUse(SignedIn who, Instant now) {
        try {
            ports.sessions().used(who.session().tokenHash(), now);
        } catch (StoreUnavailableException full) {
            LOG.debug("The use of a session could not be noted", full);
        }
    }

    /** Ends the session at once. */
    public void signOut(SignedIn who) {
        ports.sessions().close(who.session().tokenHash());
        note(who.user().login(), AuditAction.SIGNED_OUT, "");
    }

    /** Makes another account the one to come back to; the caller has checked that the person may. */
    public void switchTo(SignedIn who, AccountId account) {
        ports.sessions().switchAccount(who.session().tokenHash(), account);
    }

    /** What came of asking somebody who has signed in for the password again. */
    public enum Proof {
        RIGHT,
        WRONG,
        /** Too many failures lately; not even looked at. */
        TOO_OFTEN
    }

    /** Whether this is the person's password; wrong ones count as at the sign-in, or a stolen session could guess. */
    public Proof prove(User user, String password, Client client) {
        if (!throttle.permits(user.login(), client.address())) {
            return Proof.TOO_OFTEN;
        }
        if (!passwords.matches(password, user.passwordHash())) {
            throttle.failed(user.login(), client.address());
            return Proof.WRONG;
        }
        throttle.succeeded(user.login(), client.address());
        return Proof.RIGHT;
    }

    // ---- The sessions of a person

    /** Those that are open, the one used last first. */
    public List<Session> of(User user) {
        return ports.sessions().of(user.id(), wallClock.instant());
    }

    /**
     * Ends one of a person's sessions.
     *
     * @param among those that whoever ends it may see
     * @return false if there is none of this name among them
     */
    public boolean end(User user, String name, List<Session> among, String by) {
        Optional<Session> session =
                among.stream().filter(each -> each.name().equals(name)).findFirst();
        session.ifPresent(each -> {
            ports.sessions().close(each.tokenHash());
            note(Optional.empty(), by, user.login());
        });
        return session.isPresent();
    }

    /** Ends all of a person's sessions, but for the one at hand if there is one. */
    public void endAll(User user, Optional<Session> except, String by) {
        ports.sessions().closeAll(user.id(), except.map(Session::tokenHash));
        note(Optional.empty(), by, user.login());
    }

    private void note(Optional<AccountId> account, String by, String login) {
        ports.audit().append(new AuditEntry(clock.instant(), account, by, AuditAction.SESSION_ENDED, login, ""));
    }

    private void note(String login, AuditAction action, String detail) {
        ports.audit().append(new AuditEntry(clock.instant(), Optional.empty(), login, action, login, detail));
    }
}
