package dev.rebound.server.web;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.server.session.SecretToken;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.session.SignedIn;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.util.Optional;

/** The one place where it is decided who may do what: session, account, operator, API key, CSRF token. */
final class Gate {

    /** Longest bearer token looked at, in characters. */
    private static final int BEARER_LENGTH_MAX = 200;

    private static final String BEARER = "Bearer ";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Site site;

    Gate(Accounts accounts, Sessions sessions, Site site) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.site = site;
    }

    /** Lets a request in, or throws what becomes the fitting refusal. */
    Visit admit(Context http, Access access) {
        if (access == Access.API_KEY || access == Access.API_OPERATOR) {
            return withKey(http, access);
        }
        Visit visit = recognise(http);
        switch (access) {
            case PUBLIC, SIGNED_LINK, API_KEY, API_OPERATOR -> {
                // Nothing more is asked.
            }
            case SIGNED_IN -> requireSignedIn(visit);
            case OPERATOR -> {
                if (!requireSignedIn(visit).user().operator()) {
                    throw new ForbiddenResponse();
                }
            }
            case ACCOUNT -> {
                SignedIn who = requireSignedIn(visit);
                visit = visit.in(accountOfPath(http, who));
            }
        }
        if (access != Access.SIGNED_LINK) {
            Csrf.check(visit);
        }
        return visit;
    }

    /** The visit with whoever is signed in, if anybody; never refuses. */
    Visit recognise(Context http) {
        Optional<SignedIn> who = Optional.ofNullable(http.cookie(Visit.SESSION_COOKIE))
                .filter(token -> token.length() <= BEARER_LENGTH_MAX)
                .flatMap(sessions::find);
        Optional<Account> account = who.flatMap(signedIn -> signedIn.session().account())
                .filter(id -> who.get().mayWorkIn(id))
                .flatMap(accounts::find);
        return new Visit(http, site, who, account, Optional.empty());
    }

    private static SignedIn requireSignedIn(Visit visit) {
        return visit.signedIn().orElseThrow(SignInRequired::new);
    }

    private Account accountOfPath(Context http, SignedIn who) {
        AccountId id = new AccountId(Visit.positive(http.pathParam("account"), AccountId.MAX));
        if (!who.mayWorkIn(id)) {
            throw new NotFoundResponse();
        }
        return accounts.find(id).orElseThrow(NotFoundResponse::new);
    }

    private Visit withKey(Context http, Access access) {
        String header = Optional.ofNullable(http.header("Authorization")).orElse("");
        if (!header.startsWith(BEARER) || header.length() > BEARER_LENGTH_MAX) {
            throw new UnauthorizedResponse();
        }
        ApiKey key = accounts.apiKey(SecretToken.hashOf(header.substring(BEARER.length())))
                .orElseThrow(UnauthorizedResponse::new);
        if (!key.scope().mayCall() || (access == Access.API_OPERATOR && !key.operator())) {
            throw new ForbiddenResponse();
        }
        Account account = accounts.find(key.account()).orElseThrow(UnauthorizedResponse::new);
        return new Visit(http, site, Optional.empty(), Optional.of(account), Optional.of(key));
    }

    /** Thrown where somebody has to sign in first; becomes a redirect to the sign-in page. */
    static final class SignInRequired extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
