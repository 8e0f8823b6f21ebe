package dev.rebound.server.api;

import dev.rebound.server.web.Access;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;

/** Where a feature registers its routes of the API; refusals become problem documents here. */
public final class ApiRoutes {

    /** What the path of every route begins with. */
    public static final String BASE = "/api/v1";

    private final Routes routes;
    private final Access access;

    private ApiRoutes(Routes routes, Access access) {
        this.routes = routes;
        this.access = access;
    }

    /** Routes for every key. */
    public static ApiRoutes of(Routes routes) {
        return new ApiRoutes(routes, Access.API_KEY);
    }

    /** Routes for operators' keys. */
    public static ApiRoutes forOperators(Routes routes) {
        return new ApiRoutes(routes, Access.API_OPERATOR);
    }

    /** What a route does. */
    @FunctionalInterface
    public interface ApiHandler {
        /** Answers the call, or throws a {@link Refusal} with nothing changed. */
        void handle(ApiCall call) throws Exception;
    }

    public ApiRoutes get(String path, ApiHandler handler) {
        routes.get(BASE + path, access, visit -> answer(visit, handler));
        return this;
    }

    /** A call that changes something; with a key of its own it is carried out once. */
    public ApiRoutes post(String path, ApiHandler handler) {
        routes.post(BASE + path, access, visit -> answer(visit, call -> CallsOnce.handle(visit, call, handler)));
        return this;
    }

    public ApiRoutes put(String path, ApiHandler handler) {
        routes.put(BASE + path, access, visit -> answer(visit, handler));
        return this;
    }

    public ApiRoutes patch(String path, ApiHandler handler) {
        routes.patch(BASE + path, access, visit -> answer(visit, handler));
        return this;
    }

    public ApiRoutes delete(String path, ApiHandler handler) {
        routes.delete(BASE + path, access, visit -> answer(visit, handler));
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
