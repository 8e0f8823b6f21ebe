package dev.rebound.server.people;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.People;
import dev.rebound.engine.account.People.Change;
import dev.rebound.engine.account.People.Invitation;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.session.PasswordRules;
import dev.rebound.server.session.PasswordRules.PasswordProblem;
import dev.rebound.server.session.Passwords;
import dev.rebound.server.session.SecretToken;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.session.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Use case: people come into an account, change what they are in it, and leave; passwords are changed and set anew.
 * Nobody gives away more than they have themselves. Audited. Links live by the wall clock. Thread-safe.
 */
public final class PeopleDesk {

    /** How long an invitation and a link for setting a password can be used. */
    public static final Duration LINK_VALID_FOR = Duration.ofHours(72);

    private final People people;
    private final Sessions sessions;
    private final AuditLog audit;
    private final WorldClock clock;
    private final InstantSource wallClock;
    private final Passwords passwords = new Passwords();

    public PeopleDesk(People people, Sessions sessions, AuditLog audit, WorldClock clock, InstantSource wallClock) {
        this.people = people;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
        this.wallClock = wallClock;
    }

    /** Who does something, in which account, and what they may do there themselves. */
    public record Doer(String name, AccountId account, Set<Permission> permissions) {}

    /** Everybody there is. */
    public People people() {
        return people;
    }

    private Instant now() {
        return wallClock.instant();
    }

    // ---- In an account

    /** Who works in an account, by login. */
    public List<User> of(AccountId account) {
        return people.of(account);
    }

    /** Somebody who works in an account. */
    public Optional<User> find(AccountId account, long user) {
        return people.find(user).filter(each -> each.roleIn(account).isPresent());
    }

    /** Invitations that can still be accepted, by login. */
    public List<Invitation> invitations(AccountId account) {
        return people.invitations(account, now());
    }

    /** What came of giving somebody a role. */
    public enum Outcome {
        DONE,
        NOT_THERE,
        LAST_OWNER,
        /** The role permits what whoever gives it may not do. */
        MORE_THAN_OWN
    }

    /** The secret of an invitation, or why there is none. */
    public sealed interface Invited {
        /** It goes into the link and nowhere else. */
        record Done(String secret) implements Invited {}

        /** The role permits what whoever gives it may not do. */
        record MoreThanOwn() implements Invited {}
    }

    /** Invites somebody; the login has been checked. Whether it exists already is not told. */
    public Invited invite(Doer by, String login, Role role) {
        if (!by.permissions().containsAll(role.permissions())) {
            return new Invited.MoreThanOwn();
        }
        String secret = SecretToken.create();
        String name = login.strip().toLowerCase(Locale.ROOT);
        people.invite(new Invitation(
                SecretToken.hashOf(secret), by.account(), name, role, by.name(), now().plus(LINK_VALID_FOR)));
        note(by, AuditAction.PERSON_INVITED, name, role.name());
        return new Invited.Done(secret);
    }

    /** Takes an invitation back; false if there is none. */
    public boolean withdraw(Doer by, String login) {
        boolean there = people.withdraw(by.account(), login);
        if (there) {
            note(by, AuditAction.INVITATION_WITHDRAWN, login, "");
        }
        return there;
    }

    /** Gives somebody another role. */
    public Outcome changeRole(Doer by, long user, Role role) {
        if (!by.permissions().containsAll(role.permissions())) {
            return Outcome.MORE_THAN_OWN;
        }
        return done(by, user, people.changeRole(user, by.account(), role), AuditAction.ROLE_CHANGED, role.name());
    }

    /** Takes somebody out of the account; what they did stays. */
    public Outcome remove(Doer by, long user) {
        return done(by, user, people.remove(user, by.account()), AuditAction.PERSON_REMOVED, "");
    }

    private Outcome done(Doer by, long user, Change change, AuditAction action, String detail) {
        return switch (change) {
            case DONE -> {
                people.find(user).ifPresent(found -> note(by, action, found.login(), detail));
                yield Outcome.DONE;
            }
            case NOT_THERE -> Outcome.NOT_THERE;
            case LAST_OWNER -> Outcome.LAST_OWNER;
        };
    }

    // ---- Invitations

    /** The invitation with this secret, if it can be accepted. */
    public Optional<Invitation> invitation(String secret) {
        return people.invitation(SecretToken.hashOf(secret), now());
    }

    /** Whether the login of an invitation belongs to somebody already. */
    public boolean isKnown(Invitation invitation) {
        return people.find(invitation.login()).isPresent();
    }

    /** Somebody who has signed in accepts; false if it is another's invitation, or somebody was faster. */
    public boolean accept(Invitation invitation, User user) {
        boolean accepted =
                invitation.login().equals(user.login()) && people.accept(invitation.tokenHash(), user.id(), now());
        if (accepted) {
            noteJoined(invitation);
        }
        return accepted;
    }

    /**
     * Somebody new accepts and chooses a password, which has been checked; empty if somebody else has the login
     * meanwhile, or has used the invitation.
     */
    public Optional<User> acceptAsNew(Invitation invitation, String name, String password) {
        Optional<User> made = people.create(
                new NewPerson(invitation.login(), name, passwords.hash(password), false, false, List.of()));
        if (made.isEmpty() || !people.accept(invitation.tokenHash(), made.get().id(), now())) {
            return Optional.empty();
        }
        noteJoined(invitation);
        return people.find(made.get().id());
    }

    private void noteJoined(Invitation invitation) {
        audit.append(new AuditEntry(
                clock.instant(),
                Optional.of(invitation.account()),
                invitation.login(),
                AuditAction.PERSON_JOINED,
                invitation.login(),
                invitation.role().name()));
    }

    // ---- Passwords

    /** What came of changing a password. */
    public sealed interface Changed {
        /** All other sessions of the person have ended. */
        record Done() implements Changed {}

        /** The old password is another. */
        record WrongOld() implements Changed {}

        /** Too many wrong ones lately. */
        record TooOften() implements Changed {}

        /** The new one is not good enough. */
        record Refused(PasswordProblem problem) implements Changed {}
    }

    /** Somebody changes the own password; all other sessions end. */
    public Changed changePassword(SignedIn who, Sessions.Client client, String old, String wanted) {
        return switch (sessions.prove(who.user(), old, client)) {
            case RIGHT -> change(who, old, wanted);
            case WRONG -> new Changed.WrongOld();
            case TOO_OFTEN -> new Changed.TooOften();
        };
    }

    private Changed change(SignedIn who, String old, String wanted) {
        Optional<PasswordProblem> problem = wanted.equals(old)
                ? Optional.of(PasswordProblem.TOO_EASY)
                : PasswordRules.problemOf(wanted, who.user().login());
        if (problem.isPresent()) {
            return new Changed.Refused(problem.get());
        }
        String login = who.user().login();
        people.setPassword(who.user().id(), passwords.hash(wanted), false);
        sessions.endAll(who.user(), Optional.of(who.session()), login);
        note(login, AuditAction.PASSWORD_CHANGED, login);
        return new Changed.Done();
    }

    /** Makes a link by which somebody sets a new password; gives its secret. The old password works until then. */
    public String openPasswordLink(User user, String by) {
        String secret = SecretToken.create();
        people.openPasswordLink(SecretToken.hashOf(secret), user.id(), now().plus(LINK_VALID_FOR));
        note(by, AuditAction.PASSWORD_LINK_MADE, user.login());
        return secret;
    }

    /** Whose password can be set by the link with this secret. */
    public Optional<User> passwordLink(String secret) {
        return people.passwordLink(SecretToken.hashOf(secret), now());
    }

    /** Sets a password, which has been checked, by a link; all sessions of the person end. */
    public void setPassword(User user, String password) {
        people.setPassword(user.id(), passwords.hash(password), false);
        sessions.endAll(user, Optional.empty(), user.login());
        note(user.login(), AuditAction.PASSWORD_CHANGED, user.login());
    }

    /** Keeps somebody out at once, or lets them in again. */
    public void lock(User user, boolean locked, String by) {
        people.lock(user.id(), locked);
        if (locked) {
            sessions.endAll(user, Optional.empty(), by);
        }
        note(by, locked ? AuditAction.PERSON_LOCKED : AuditAction.PERSON_UNLOCKED, user.login());
    }

    private void note(Doer by, AuditAction action, String subject, String detail) {
        audit.append(new AuditEntry(clock.instant(), Optional.of(by.account()), by.name(), action, subject, detail));
    }

    private void note(String by, AuditAction action, String subject) {
        audit.append(new AuditEntry(clock.instant(), Optional.empty(), by, action, subject, ""));
    }
}
