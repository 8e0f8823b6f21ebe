package dev.rebound.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.email.EmailId;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import dev.rebound.server.web.Routes.Route;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nobody is shown a button that would be refused: from the home page on, every link is followed, and every link and
 * form on every page found must lead to what the role permits.
 */
class ShownButtonsTest {

    private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"([^\"]*)\"");
    private static final Pattern FORM = Pattern.compile("<form [^>]*?method=\"post\" action=\"([^\"]*)\"");
    private static final int PAGES_MAX = 400;
    /** Of one page with different filters: what they show differs little, and there are as many as one likes. */
    private static final int VARIANTS_MAX = 6;

    /** Of routes, as they stand in the table of routes. */
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    @TempDir
    private static Path folder;

    private static PagesWorld world;
    private static EmailId sent;

    @BeforeAll
    static void open() throws InterruptedException {
        world = new PagesWorld(folder);
        AccountId own = world.own;
        world.contacts(own, "kim@x.example", "lee@x.example", "max@y.example", "noa@y.example");
        sent = world.send(own, "September", "Autumn list");
        world.reported(own, sent, "kim@x.example", Reason.UNKNOWN_USER, "550 5.1.1 no such user", "Subject: gone");
        world.bounced(own, sent, "lee@x.example", Reason.RECIPIENT_TEMPORARY, "451 4.3.0 later");
        world.deferred(own, sent, "max@y.example", Reason.TEMPORARY, "421 busy");
        world.draft(own, "October", "Winter list");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** What was found by going through the pages. */
    private record Walk(Set<String> pages, Set<String> shown) {}

    private static Walk walk(Role role) {
        Walk walk = new Walk(new LinkedHashSet<>(), new TreeSet<>());
        Deque<String> open = new ArrayDeque<>(List.of("/a/" + world.own + "/emails"));
        Map<String, Integer> variants = new HashMap<>();
        try (Browser somebody = world.somebodyWho(role)) {
            while (!open.isEmpty() && walk.pages().size() < PAGES_MAX) {
                String path = open.removeFirst();
                if (walk.pages().contains(path) || variants.merge(pathOf(path), 1, Integer::sum) > VARIANTS_MAX) {
                    continue;
                }
                walk.pages().add(path);
                HttpResponse<String> page = somebody.get(path);
                if (page.statusCode() == 303) {
                    open.addLast(page.headers().firstValue("Location").orElseThrow());
                } else if (page.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                    read(page.body(), walk, open);
                }
            }
        }
        return walk;
    }

    private static void read(String html, Walk walk, Deque<String> open) {
        for (Matcher link = LINK.matcher(html); link.find(); ) {
            String address = link.group(1).replace("&amp;", "&");
            if (address.startsWith("/") && !address.startsWith("/language/") && !address.startsWith("/rules/show")) {
                walk.shown().add("GET " + pathOf(address));
                open.addLast(address);
            }
        }
        for (Matcher form = FORM.matcher(html); form.find(); ) {
            walk.shown().add("POST " + pathOf(form.group(1)));
        }
    }

    private static String pathOf(String address) {
        return address.split("[?#]", 2)[0];
    }

    private static boolean fits(Route route, String shown) {
        return PATTERNS.computeIfAbsent(
                        route.method() + " " + route.path(),
                        known -> Pattern.compile(known.replaceAll("\\{[^}]*}", "[^/]+")))
                .matcher(shown)
                .matches();
    }

    private static boolean isPermitted(String shown, Role role) {
        return world.server().routes().stream()
                .filter(route -> fits(route, shown))
                .min((a, b) -> Integer.compare(holes(a), holes(b)))
                .orElseThrow(() -> new AssertionError("no route for " + shown))
                .access()
                .permission()
                .map(role.permissions()::contains)
                .orElse(true);
    }

    private static int holes(Route route) {
        return route.path().length() - route.path().replace("{", "").length();
    }

    @ParameterizedTest
    @EnumSource
    void everyLinkAndButtonLeadsToWhatTheRolePermits(Role role) {
        Walk walk = walk(role);
        Set<String> refused = new TreeSet<>();
        walk.shown().stream().filter(shown -> !isPermitted(shown, role)).forEach(refused::add);
        assertEquals(Set.of(), refused);
        assertTrue(walk.pages().size() > 15, role + " saw " + walk.pages());
    }

    @Test
    void anOwnerIsShownWhatOthersAreNot() {
        Set<String> owners = walk(Role.OWNER).shown();
        Set<String> readers = walk(Role.READ_ONLY).shown();
        String a = "/a/" + world.own + "/";
        for (String one :
                List.of("POST " + a + "suppressions/preview", "GET " + a + "emails/new", "GET " + a + "people")) {
            assertTrue(owners.contains(one), one);
            assertTrue(!readers.contains(one), one);
        }
    }

    @Test
    void reportsAsTheyCameAreForThoseWhoMaySeeThem() {
        String path = "/a/" + world.own + "/emails/" + sent + "/recipients?group=HARD&show="
                + world.row(world.own, sent, "kim@x.example").message();
        try (Browser marketer = world.somebodyWho(Role.MARKETER);
                Browser sales = world.somebodyWho(Role.SALES)) {
            assertTrue(marketer.get(path).body().contains("Subject: gone"));
            String seen = sales.get(path).body();
            assertTrue(seen.contains("no such user"));
            assertTrue(!seen.contains("Subject: gone"));
        }
    }
}
