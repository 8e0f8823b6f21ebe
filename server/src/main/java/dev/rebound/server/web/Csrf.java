package dev.rebound.server.web;

import dev.rebound.server.session.SecretToken;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.util.Optional;

/**
 * Keeps other sites from making a browser change something here. Every form carries a token: that of
 * the session, or before sign-in one that a cookie repeats. And a browser that says where a request
 * comes from must say "from here". SameSite cookies alone would let sub-domains through.
 */
final class Csrf {

    static final String FIELD = "csrf";
    static final String HEADER = "X-CSRF-Token";

    private Csrf() {}

    /** Lets reads and proven writes pass, and throws for anything else. */
    static void check(Visit visit) {
        Context http = visit.http();
        if (http.method().equals(HandlerType.GET) || http.method().equals(HandlerType.HEAD)) {
            return;
        }
        if (!isSameOrigin(http)) {
            throw new ForbiddenResponse();
        }
        String sent = Optional.ofNullable(http.header(HEADER))
                .or(() -> Optional.ofNullable(http.formParam(FIELD)))
                .orElse("");
        String expected = visit.signedIn()
                .map(who -> who.session().csrfToken())
                .or(() -> Optional.ofNullable(http.cookie(Visit.VISITOR_COOKIE)))
                .orElse("");
        if (expected.isEmpty() || !SecretToken.areEqual(expected, sent)) {
            throw new ForbiddenResponse();
        }
    }

    private static boolean isSameOrigin(Context http) {
        String site = http.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = http.header("Origin");
        if (origin == null) {
            return true;
        }
        try {
            return String.valueOf(URI.create(origin).getAuthority()).equals(http.header("Host"));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
