package dev.rebound.server.api;

import dev.rebound.engine.account.Permission;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;

/** Where a feature registers its routes of the API; refusals become problem documents here. */
public final class ApiRoutes {

    /** What the path of every route begins with. */
    public static final String BASE = "/api/v1";

    private final Routes routes;

    private ApiRoutes(Routes routes) {
        this.routes = routes;
    }

    /** To register routes with, each for keys whose scopes permit what it names. */
    public static ApiRoutes of(Routes routes) {
        return new ApiRoutes(routes);
    }

    /** What a route does. */
    @FunctionalInterface
    public interface ApiHandler {
        /** Answers the call, or throws a {@link Refusal} with nothing changed. */
        void handle(ApiCall call) throws Exception;
    }

    public ApiRoutes get(String path, Permission permission, ApiHandler handler) {
        routes.get(BASE + path, Access.key(permission), visit -> answer(visit, handler));
        return this;
    }

    /** What every key may ask. */
    public ApiRoutes getWithAnyKey(String path, ApiHandler handler) {
        routes.get(BASE + path, Access.ANY_KEY, visit -> answer(visit, handler));
        return this;
    }

    /** A call that changes something; with a key of its own it is carried out once. */
    public ApiRoutes post(String path, Permission permission, ApiHandler handler) {
        routes.post(
                BASE + path,
                Access.key(permission),
                visit -> answer(visit, call -> CallsOnce.handle(visit, call, handler)));
        return this;
    }

    /**
     * A call that answers with a secret. Answers to calls with a key of their own are kept for a day, and a secret is
     * not, so such a call cannot be made twice for once.
     */
    public ApiRoutes postForSecret(String path, Permission permission, ApiHandler handler) {
        routes.post(
                BASE + path,
                Access.key(permission),
                visit -> answer(visit, call -> CallsOnce.refuseKey(visit, call, handler)));
        return this;
    }

    public ApiRoutes put(String path, Permission permission, ApiHandler handler) {
        routes.put(BASE + path, Access.key(permission), visit -> answer(visit, handler));
        return this;
    }

    public ApiRoutes patch(String path, Permission permission, ApiHandler handler) {
        routes.patch(BASE + path, Access.key(permission), visit -> answer(visit, handler));
        return this;
    }

    public ApiRoutes delete(String path, Permission permission, ApiHandler handler) {
        routes.delete(BASE + path, Access.key(permission), visit -> answer(visit, handler));
        return this;
    }

    private static void answer(Visit visit, ApiHandler handler) throws Exception {
        try {
            handler.handle(new ApiCall(visit));
        } catch (Refusal refusal) {
            visit.http()
                    .status(refusal.kind().status())
                    .contentType("application/problem+json")
                    .result(refusal.json().text());
        }
    }
}
