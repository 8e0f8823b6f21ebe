package dev.rebound.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where features register their routes. No route can be had without saying who may use it, and every
 * request goes through the {@link Gate} first.
 */
public final class Routes {

    /** Requests worked on at the same time; the rest are told to come back. */
    private static final int REQUESTS_MAX = 512;

    private final RoutesConfig javalin;
    private final Gate gate;
    private final Semaphore places = new Semaphore(REQUESTS_MAX);
    private final List<Route> registered = new ArrayList<>();

    Routes(RoutesConfig javalin, Gate gate) {
        this.javalin = javalin;
        this.gate = gate;
    }

    /** A route that was registered. */
    public record Route(HandlerType method, String path, Access access) {}

    public Routes get(String path, Access access, PageHandler handler) {
        return add(HandlerType.GET, path, access, handler);
    }

    /** A change; for pages the form's CSRF token is checked before the handler is called. */
    public Routes post(String path, Access access, PageHandler handler) {
        return add(HandlerType.POST, path, access, handler);
    }

    public Routes put(String path, Access access, PageHandler handler) {
        return add(HandlerType.PUT, path, access, handler);
    }

    public Routes patch(String path, Access access, PageHandler handler) {
        return add(HandlerType.PATCH, path, access, handler);
    }

    public Routes delete(String path, Access access, PageHandler handler) {
        return add(HandlerType.DELETE, path, access, handler);
    }

    /** One of the requests worked on at the same time; a stream gives it back when it begins. */
    static final class Place implements AutoCloseable {

        private final AtomicReference<Optional<Semaphore>> places;

        private Place(Semaphore places) {
            this.places = new AtomicReference<>(Optional.of(places));
        }

        @Override
        public void close() {
            places.getAndSet(Optional.empty()).ifPresent(Semaphore::release);
        }
    }

    /** All routes so far: a test goes through them and tries each without permission. */
    public List<Route> registered() {
        return List.copyOf(registered);
    }

    private Routes add(HandlerType method, String path, Access access, PageHandler handler) {
        if ((access.door() == Access.Door.ACCOUNT) != path.startsWith(Visit.ACCOUNT_PATH)) {
            throw new IllegalArgumentException(
                    "a page of an account, and no other, begins with " + Visit.ACCOUNT_PATH + ": " + path);
        }
        registered.add(new Route(method, path, access));
        Handler guarded = http -> {
            if (!places.tryAcquire()) {
                throw new ServiceUnavailableResponse();
            }
            try (Place place = new Place(places)) {
                Visit visit = gate.admit(http, access);
                handler.handle(visit.during(new Visit.Stay(place::close, () -> gate.isStillAdmitted(visit, access))));
            }
        };
        switch (method.name()) {
            case "GET" -> javalin.get(path, guarded);
            case "POST" -> javalin.post(path, guarded);
            case "PUT" -> javalin.put(path, guarded);
            case "PATCH" -> javalin.patch(path, guarded);
            case "DELETE" -> javalin.delete(path, guarded);
            default -> throw new IllegalArgumentException("no page answers " + method);
        }
        return this;
    }
}
