package dev.rebound.server.web;

import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.session.SecretToken;
import dev.rebound.server.web.Gate.PasswordChangeRequired;
import dev.rebound.server.web.Gate.SignInRequired;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What somebody reads when a request cannot be answered: what happened, what was kept, what to do. For
 * the REST API the same as a problem document (RFC 9457).
 */
public final class ErrorPages {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final int INCIDENT_LENGTH = 8;
    /** Those with a text of their own: {@code error.404}. */
    private static final String RETRY_AFTER_SECONDS = "30";

    private static final String BEARER_REALM = "Bearer realm=\"Rebound\"";
    /** Where one changes one's password. */
    private static final String PASSWORD_PAGE = "/me/password";

    private static final Set<Integer> EXPLAINED = Set.of(400, 401, 403, 404, 405, 413, 429, 503);

    private static final Map<Integer, String> PROBLEM_TYPES = Map.of(
            401, "urn:rebound:problem:key-missing",
            404, "urn:rebound:problem:not-found",
            429, "urn:rebound:problem:too-many",
            503, "urn:rebound:problem:unavailable");

    private final Gate gate;
    private final Site site;

    ErrorPages(Gate gate, Site site) {
        this.gate = gate;
        this.site = site;
    }

    /**
     * What the page shows.
     *
     * @param status of the answer
     * @param key the text is at {@code error.<key>}
     * @param incident by which the log entry can be found, empty if nothing is wrong on our side
     * @param missing what who asked is not permitted, if that is the reason
     */
    public record Problem(int status, String key, String incident, Optional<Permission> missing) {}

    void register(RoutesConfig routes) {
        routes.exception(SignInRequired.class, (required, http) -> askToSignIn(http));
        routes.exception(
                PasswordChangeRequired.class,
                (required, http) -> gate.recognise(http).redirect(PASSWORD_PAGE));
        routes.exception(NotPermitted.class, this::notPermitted);
        routes.exception(KeyRefused.class, (ended, http) -> keyRefused(http, ended));
        routes.exception(TooManyCalls.class, (tooMany, http) -> show(http, 429, "429", ""));
        routes.exception(StoreUnavailableException.class, this::storeGone);
        routes.exception(HttpResponseException.class, (refused, http) -> show(http, refused.getStatus(), ""));
        routes.exception(Exception.class, this::failed);
    }

    private void askToSignIn(Context http) {
        boolean canComeBack = http.method().equals(HandlerType.GET) && http.header("HX-Request") == null;
        String address = "/sign-in" + (canComeBack ? "?to=" + View.encoded(pathAndQuery(http)) : "");
        gate.recognise(http).redirect(address);
    }

    private static String pathAndQuery(Context http) {
        return http.path()
                + Optional.ofNullable(http.queryString()).map(q -> "?" + q).orElse("");
    }

    private void notPermitted(NotPermitted refused, Context http) {
        http.status(403);
        if (!http.path().startsWith("/api/")) {
            visitor(http).page("error.jte", new Problem(403, "permission", "", Optional.of(refused.permission())));
            return;
        }
        KeyScope scope = KeyScope.thatPermits(refused.permission());
        boolean operatorOnly = refused.permission() == Permission.INSTALLATION;
        problem(
                http,
                "urn:rebound:problem:" + (operatorOnly ? "operator-only" : "scope-missing"),
                english(operatorOnly ? "403.title" : "scope.title"),
                english(operatorOnly ? "403.text" : "scope.text", scope.name()));
    }

    private static void keyRefused(Context http, KeyRefused ended) {
        String state = ended.state().name().toLowerCase(Locale.ROOT);
        http.status(401).header("WWW-Authenticate", BEARER_REALM);
        problem(
                http,
                "urn:rebound:problem:key-" + state,
                english("key-" + state + ".title"),
                english(
                        "key-" + state + ".text",
                        ended.since().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    private static void problem(Context http, String type, String title, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", type);
        problem.put("title", title);
        problem.put("status", http.statusCode());
        problem.put("detail", detail);
        http.json(problem).contentType("application/problem+json");
    }

    private void failed(Exception cause, Context http) {
        show(http, 500, incident(cause, http));
    }

    /** A disk is made room on, a file comes back: whoever asked may ask again. */
    private void storeGone(StoreUnavailableException cause, Context http) {
        show(http, 503, "unavailable", incident(cause, http));
    }

    private static String incident(Exception cause, Context http) {
        String incident = SecretToken.create().substring(0, INCIDENT_LENGTH);
        LOG.error("A request failed incident={} method={} route={}", incident, http.method(), routeOf(http), cause);
        return incident;
    }

    /** The route's pattern, not the path: a path can hold an address. */
    private static String routeOf(Context http) {
        return http.endpoint().path;
    }

    private void show(Context http, int status, String incident) {
        String key = EXPLAINED.contains(status) ? Integer.toString(status) : status < 500 ? "400" : "500";
        show(http, status, key, incident);
    }

    private void show(Context http, int status, String key, String incident) {
        http.status(status);
        if (status == 503 && http.res().getHeader("Retry-After") == null) {
            http.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (http.path().startsWith("/api/")) {
            showProblem(http, status, key, incident);
            return;
        }
        visitor(http).page("error.jte", new Problem(status, key, incident, Optional.empty()));
    }

    /** RFC 9457; the type is the same urn that refusals of the API's own routes have. */
    private static void showProblem(Context http, int status, String key, String incident) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", PROBLEM_TYPES.getOrDefault(status, "about:blank"));
        problem.put("title", english(key + ".title"));
        problem.put("status", status);
        problem.put("detail", english(status == 401 ? "key.text" : key + ".text"));
        if (!incident.isEmpty()) {
            problem.put("incident", incident);
        }
        if (status == 401) {
            http.header("WWW-Authenticate", BEARER_REALM);
        }
        http.json(problem).contentType("application/problem+json");
    }

    private static String english(String key, Object... arguments) {
        return new Wording(Language.ENGLISH, ZoneOffset.UTC).text("error." + key, arguments);
    }

    /** Even with the database gone there is a page; then nobody is signed in on it. */
    private Visit visitor(Context http) {
        try {
            return gate.recognise(http);
        } catch (RuntimeException storeGone) {
            LOG.warn("The error page cannot tell who is signed in", storeGone);
            return new Visit(http, site, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
