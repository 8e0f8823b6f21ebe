package dev.rebound.server.web;

import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.ApiKeys;
import dev.rebound.server.config.WebSettings;
import dev.rebound.server.session.Sessions;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * The HTTP server with its limits, in front of the features. Every request has a virtual thread of its
 * own.
 */
public final class HttpFront implements AutoCloseable {

    /** Largest form, in octets: an email's text and HTML, percent-encoded, fit. */
    private static final long FORM_OCTETS_MAX = 16_000_000;
    /** Largest uploaded file, in megabytes: a million contacts, and what stands around the file. */
    private static final long UPLOAD_MEGABYTES_MAX = 101;
    /** Longest request line and headers, in octets. */
    private static final int HEADER_OCTETS_MAX = 16_384;
    /** How long a connection may say nothing, in milliseconds. */
    private static final long IDLE_MILLIS_MAX = 30_000;

    private final Javalin javalin;
    private final Site site;
    private final List<Routes.Route> routes;

    private HttpFront(Javalin javalin, Site site, List<Routes.Route> routes) {
        this.javalin = javalin;
        this.site = site;
        this.routes = routes;
    }

    /** By what people and programs come in. */
    public record Doors(Accounts accounts, Sessions sessions, ApiKeys keys, InstantSource wallClock) {}

    /**
     * Starts it.
     *
     * @throws PortInUseException if it cannot listen there
     */
    public static HttpFront start(WebSettings settings, Doors doors, Site site, List<Feature> features) {
        KeyDoor keys = new KeyDoor(doors.keys(), doors.wallClock(), settings.requestsPerMinute());
        Gate gate = new Gate(doors.accounts(), doors.sessions(), keys, site);
        List<Routes.Route> registered = new ArrayList<>();
        Javalin javalin = Javalin.create(config -> {
            limit(config);
            config.routes.before(http -> SecurityHeaders.put(http, settings.isSecure()));
            new ErrorPages(gate, site).register(config.routes);
            Routes routes = new Routes(config.routes, gate);
            serve(routes, site.assets());
            features.forEach(feature -> feature.register(routes));
            registered.addAll(routes.registered());
        });
        try {
            javalin.start(settings.host(), settings.port());
        } catch (JavalinBindException taken) {
            throw new PortInUseException(settings.host(), settings.port(), "http.port", taken);
        }
        return new HttpFront(javalin, site, List.copyOf(registered));
    }

    private static void limit(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = FORM_OCTETS_MAX;
        config.router.ignoreTrailingSlashes = true;
        config.jetty.multipartConfig.maxFileSize(UPLOAD_MEGABYTES_MAX, SizeUnit.MB);
        config.jetty.multipartConfig.maxTotalRequestSize(UPLOAD_MEGABYTES_MAX, SizeUnit.MB);
        config.jetty.modifyHttpConfiguration(HttpFront::limit);
    }

    private static void limit(HttpConfiguration jetty) {
        jetty.setRequestHeaderSize(HEADER_OCTETS_MAX);
        jetty.setIdleTimeout(IDLE_MILLIS_MAX);
        jetty.setSendServerVersion(false);
    }

    private static void serve(Routes routes, Assets assets) {
        routes.get("/assets/{hash}/{name}", Access.PUBLIC, visit -> {
            Assets.Asset asset = assets.find(visit.http().pathParam("name")).orElseThrow(NotFoundResponse::new);
            visit.http()
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .contentType(asset.type())
                    .result(asset.content());
        });
    }

    /** The port it listens at; tells which one was free if none was asked for. */
    public int port() {
        return javalin.port();
    }

    /** Every route there is. */
    public List<Routes.Route> routes() {
        return routes;
    }

    @Override
    public void close() {
        site.streams().close();
        javalin.stop();
    }
}
