package dev.rebound.server;

import dev.rebound.server.web.Access;
import dev.rebound.server.web.Routes.Route;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of every page there is, found by asking the server for its routes. What answers GET and is no page is named here,
 * so a route that is added is either visited or named: there is no third way.
 */
public final class PageTour {

    private static final Pattern HOLE = Pattern.compile("\\{([^}]*)}");

    /** Routes that answer with something else than a page, or lead to one. */
    private static final Pattern NO_PAGE = Pattern.compile(
            "/api/.*|/assets/.*|/metrics|/ready|/health|/language/.*|/events/.*|.*/live|.*/export|.*\\.csv|.*/raw|.*/refused"
                    + "|.*/preview|.*/files/\\{name}|.*/report/.*|.*/consent|/|/account/.*|/a/\\{account}/emails/\\{email}");

    /** What is asked on pages that say more then. */
    private static final Map<String, String> ASKED = Map.of(
            "/a/{account}/emails/{email}/recipients", "?group=HARD&show={message}",
            "/a/{account}/suppressions/allowlist", "?address={address}",
            "/a/{account}/contacts/{contact}/address", "?email=new@dept.example",
            "/a/{account}/contacts/{contact}/merge", "?email={other}",
            "/a/{account}/policy", "?preset=PROTECTIVE",
            "/operator/global-bounces/lift", "?address={address}");

    /** Pages that one sees before one has signed in. */
    private static final Set<String> BEFORE_SIGNING_IN =
            Set.of("/sign-in", "/set-password/{secret}", "/invitation/{secret}", "/unsubscribe/{token}");

    private final List<Route> routes;
    private final Map<String, String> holes;

    /**
     * Over a server's routes.
     *
     * @param holes what fills the holes of a path, by name; where one name is used for different things, by the whole path
     */
    public PageTour(List<Route> routes, Map<String, String> holes) {
        this.routes = List.copyOf(routes);
        this.holes = new HashMap<>(holes);
    }

    /** Who sees a page. */
    public enum Who {
        ANYBODY,
        ACCOUNT,
        OPERATOR
    }

    /**
     * One page.
     *
     * @param route as it was registered
     * @param address with its holes filled
     */
    public record Page(String route, String address, Who who) {

        /** What a file about it may be called. */
        public String fileName() {
            String name = route.replace("/a/{account}/", "")
                    .replaceAll("\\{[^}]*}", "one")
                    .replaceAll("[^a-z-]+", "-");
            return name.replaceAll("^-+|-+$", "");
        }
    }

    /**
     * All of them.
     *
     * @throws IllegalStateException if there is a page that nobody knows how to come to
     */
    public List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        for (Route route : routes) {
            if (isGet(route) && !isNoPage(route)) {
                address(route.path())
                        .ifPresentOrElse(
                                address -> pages.add(new Page(route.path(), address, whoSees(route))),
                                () -> unknown.add(route.path()));
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("pages that are neither visited nor named in PageTour as none: " + unknown);
        }
        return pages;
    }

    /** A route with its holes filled. */
    public String filled(String route) {
        return address(route).orElseThrow(() -> new IllegalArgumentException("a hole of " + route + " is not known"));
    }

    /** The pages of some. */
    public List<Page> pages(Who who) {
        return pages().stream().filter(page -> page.who() == who).toList();
    }

    /** Addresses that are named here as none of pages, as far as they can be filled. */
    public List<String> others() {
        return routes.stream()
                .filter(route -> isGet(route) && isNoPage(route))
                .filter(route ->
                        !route.path().startsWith("/api/") && !route.path().endsWith("/live"))
                .flatMap(route -> address(route.path()).stream())
                .toList();
    }

    private static boolean isGet(Route route) {
        return route.method().equals(HandlerType.GET);
    }

    private static boolean isNoPage(Route route) {
        return NO_PAGE.matcher(route.path()).matches();
    }

    private static Who whoSees(Route route) {
        if (BEFORE_SIGNING_IN.contains(route.path())) {
            return Who.ANYBODY;
        }
        boolean ofOperators =
                route.path().startsWith("/operator") || route.access().equals(Access.OPERATOR);
        return ofOperators ? Who.OPERATOR : Who.ACCOUNT;
    }

    private Optional<String> address(String path) {
        String template = path + ASKED.getOrDefault(path, "");
        if (path.contains("/emails/") && path.matches(".*/(edit|send|files|left-out|test)")) {
            template = template.replace("{email}", "{draft}");
        }
        if (path.endsWith("/emails/{email}/cancel")) {
            template = template.replace("{email}", "{moving}");
        }
        Matcher hole = HOLE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (hole.find()) {
            String value = holes.getOrDefault(path, holes.get(hole.group(1)));
            if (value == null) {
                return Optional.empty();
            }
            hole.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(hole.appendTail(filled).toString());
    }
}
