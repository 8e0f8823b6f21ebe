package dev.rebound.server;

import dev.rebound.server.config.WebSettings;
import dev.rebound.server.home.HomePages;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.signin.SignInPages;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.HttpFront;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Site;
import java.time.InstantSource;
import java.util.List;

/** The pages and the REST API, running. */
public final class WebServer implements AutoCloseable {

    private final HttpFront front;

    private WebServer(HttpFront front) {
        this.front = front;
    }

    /**
     * Starts it.
     *
     * @throws dev.rebound.server.web.PortInUseException if it cannot listen there
     */
    public static WebServer start(WebSettings settings, Ports ports) {
        Site site = Site.of(
                settings, ports.accounts(), ports.clock(), ports.rehearsal().isPresent());
        Sessions sessions = new Sessions(
                ports.accounts(), ports.audit(), ports.clock(), InstantSource.system(), settings.signInFor());
        return new WebServer(HttpFront.start(settings, ports.accounts(), sessions, site, features(ports, sessions)));
    }

    /** Every feature; a new one is added here. */
    private static List<Feature> features(Ports ports, Sessions sessions) {
        return List.of(
                new SignInPages(sessions, ports.accounts()),
                new HomePages(ports.rehearsal(), ports.clock(), ports.audit()));
    }

    /** The port it listens at. */
    public int port() {
        return front.port();
    }

    /** Every route there is. */
    public List<Routes.Route> routes() {
        return front.routes();
    }

    @Override
    public void close() {
        front.close();
    }
}
