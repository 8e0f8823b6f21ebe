package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: people, what they are in which account, and links by which they come in. Writes return after commit. */
public interface People {

    /**
     * Somebody who can sign in.
     *
     * @param login any case
     */
    record NewPerson(
            String login,
            String name,
            String passwordHash,
            boolean operator,
            boolean mustChangePassword,
            List<Membership> memberships) {
        public NewPerson {
            memberships = List.copyOf(memberships);
        }

        /** Does not show the password hash. */
        @Override
        public String toString() {
            return "NewPerson[" + login + "]";
        }
    }

    /** A new person; empty if the login is taken. */
    Optional<User> create(NewPerson person);

    Optional<User> find(long id);

    /** By login, any case. */
    Optional<User> find(String login);

    /** All people, by login. */
    List<User> all();

    /** Who works in an account, by login. */
    List<User> of(AccountId account);

    /** Gives somebody a role in an account, instead of the one they had. */
    void setRole(long user, AccountId account, Role role);

    /** What came of taking a role away or changing it. */
    enum Change {
        DONE,
        /** The person does not work in the account. */
        NOT_THERE,
        /** Nobody could manage the account any more. */
        LAST_OWNER
    }

    /** Changes a role, unless no owner were left. */
    Change changeRole(long user, AccountId account, Role role);

    /** Takes somebody out of an account, unless no owner were left. */
    Change remove(long user, AccountId account);

    /** Keeps a new password, and forgets all links for setting one. */
    void setPassword(long user, String passwordHash, boolean mustChange);

    /** Keeps the name and the language somebody chose. */
    void describe(long user, String name, Optional<String> language);

    /** Keeps somebody out, or lets them in again. */
    void lock(long user, boolean locked);

    // ---- Links

    /**
     * That somebody may come into an account.
     *
     * @param tokenHash SHA-256 of the secret in the link, hexadecimal
     * @param login who may
     * @param by login of who invited
     */
    record Invitation(String tokenHash, AccountId account, String login, Role role, String by, Instant expiresAt) {}

    /** Keeps an invitation; an earlier one for the same login in the account is forgotten. */
    void invite(Invitation invitation);

    /** The invitation of this secret's hash, if it has not expired. */
    Optional<Invitation> invitation(String tokenHash, Instant now);

    /** Those of an account that have not expired, by login. */
    List<Invitation> invitations(AccountId account, Instant now);

    /** Forgets an invitation; false if the account has none for this login. */
    boolean withdraw(AccountId account, String login);

    /**
     * Uses an invitation up, and gives its role to the person.
     *
     * @return false if somebody else has used it meanwhile
     */
    boolean accept(String tokenHash, long user, Instant now);

    /** Keeps a link by which somebody sets a password, instead of the one there was. */
    void openPasswordLink(String tokenHash, long user, Instant expiresAt);

    /** Whose password may be set by the link with this secret's hash. */
    Optional<User> passwordLink(String tokenHash, Instant now);
}
