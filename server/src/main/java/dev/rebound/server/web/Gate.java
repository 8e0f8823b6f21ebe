package dev.rebound.server.web;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.Permission;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.session.SignedIn;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.util.Optional;
import java.util.Set;

/**
 * The one place where it is decided who may do what: session, account, role, API key, scope, CSRF token. Who does
 * not work in an account is told that there is no such page; who does, what is missing.
 */
final class Gate {

    /** Longest cookie looked at, in characters. */
    private static final int TOKEN_LENGTH_MAX = 200;

    private final Accounts accounts;
    private final Sessions sessions;
    private final KeyDoor keys;
    private final Site site;

    Gate(Accounts accounts, Sessions sessions, KeyDoor keys, Site site) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.keys = keys;
        this.site = site;
    }

    /** Lets a request in, or throws what becomes the fitting refusal. */
    Visit admit(Context http, Access access) {
        return switch (access.door()) {
            case KEY -> withKey(http, access);
            case OPEN -> believed(recognise(http));
            case LINK -> recognise(http);
            case PASSWORD_CHANGE -> {
                Visit visit = recognise(http);
                requireSignedIn(visit);
                yield believed(visit);
            }
            case SESSION -> {
                Visit visit = recognise(http);
                SignedIn who = requireOwnPassword(visit);
                access.permission().ifPresent(wanted -> require(wanted, who.permissions()));
                yield believed(visit);
            }
            case ACCOUNT -> {
                Visit visit = recognise(http);
                SignedIn who = requireOwnPassword(visit);
                Account account = accountOfPath(http, who);
                access.permission().ifPresent(wanted -> require(wanted, who.permissionsIn(account.id())));
                yield believed(visit.in(account));
            }
        };
    }

    /** The visit with whoever is signed in, if anybody; never refuses. */
    Visit recognise(Context http) {
        Optional<SignedIn> who = Optional.ofNullable(http.cookie(Visit.SESSION_COOKIE))
                .filter(token -> token.length() <= TOKEN_LENGTH_MAX)
                .flatMap(sessions::find);
        Optional<Account> account = who.flatMap(signedIn -> signedIn.session().account())
                .filter(id -> who.get().mayWorkIn(id))
                .flatMap(accounts::find);
        return new Visit(http, site, who, account, Optional.empty());
    }

    /** Whether whoever made this request could still make it: a stream asks now and then. */
    boolean isStillAdmitted(Visit visit, Access access) {
        if (visit.apiKey().isPresent()) {
            return keys.isStillValid(visit.apiKey().get());
        }
        Optional<SignedIn> who = visit.signedIn().flatMap(then -> sessions.find(then.session()));
        return who.isPresent()
                && access.permission()
                        .map(wanted -> visit.currentAccount()
                                .map(account -> who.get().permissionsIn(account.id()))
                                .orElseGet(Set::of)
                                .contains(wanted))
                        .orElse(true);
    }

    private static Visit believed(Visit visit) {
        Csrf.check(visit);
        return visit;
    }

    private static SignedIn requireSignedIn(Visit visit) {
        return visit.signedIn().orElseThrow(SignInRequired::new);
    }

    /** Whose password somebody else knows does nothing before having changed it. */
    private static SignedIn requireOwnPassword(Visit visit) {
        SignedIn who = requireSignedIn(visit);
        if (who.user().settings().mustChangePassword()) {
            throw new PasswordChangeRequired();
        }
        return who;
    }

    private static void require(Permission wanted, Set<Permission> permitted) {
        if (!permitted.contains(wanted)) {
            throw new NotPermitted(wanted);
        }
    }

    private Account accountOfPath(Context http, SignedIn who) {
        AccountId id = new AccountId(Visit.positive(http.pathParam("account"), AccountId.MAX));
        if (!who.mayWorkIn(id)) {
            throw new NotFoundResponse();
        }
        return accounts.find(id).orElseThrow(NotFoundResponse::new);
    }

    private Visit withKey(Context http, Access access) {
        ApiKey key = keys.admit(http);
        access.permission().ifPresent(wanted -> require(wanted, key.permissions()));
        Account account = accounts.find(key.account()).orElseThrow(UnauthorizedResponse::new);
        return new Visit(http, site, Optional.empty(), Optional.of(account), Optional.of(key));
    }

    /** Thrown where somebody has to sign in first; becomes a redirect to the sign-in page. */
    static final class SignInRequired extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Thrown where somebody has to change the password first; becomes a redirect to that page. */
    static final class PasswordChangeRequired extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
