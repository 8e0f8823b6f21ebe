package dev.rebound.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Role;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Routes.Route;
import dev.rebound.server.web.Visit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every route says what somebody must be permitted, and nobody else gets through, by whatever request. */
class RoutePermissionsTest {

    /** Questions that are asked by POST because they are long; they change nothing. */
    private static final Set<String> QUESTIONS = Set.of(
            "/api/v1/classify",
            "/api/v1/classify/message",
            "/api/v1/explain",
            "/api/v1/eligibility",
            "/api/v1/emails/preview");

    /** Pages that change only what concerns whoever asks, or nothing. */
    private static final Set<String> OWN = Set.of(
            "/sign-in",
            "/sign-out",
            "/switch-account",
            "/rules/workbench",
            "/unsubscribe/{token}",
            "/events/{path}",
            "/invitation/{secret}",
            "/set-password/{secret}");

    @TempDir
    private static Path folder;

    private static PagesWorld world;

    @BeforeAll
    static void open() {
        world = new PagesWorld(folder);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static List<Route> routes() {
        return world.server().routes();
    }

    private static boolean isChange(Route route) {
        return !route.method().name().equals("GET");
    }

    @Test
    void everyRouteOfAnAccountOrOfTheApiNamesAPermission() {
        List<String> without = routes().stream()
                .filter(route -> route.path().startsWith(Visit.ACCOUNT_PATH)
                        || route.path().startsWith("/api/v1/")
                        || route.path().startsWith("/operator"))
                .filter(route -> route.access().permission().isEmpty())
                .map(Route::path)
                .toList();
        assertEquals(List.of("/api/v1/me"), without);
    }

    @Test
    void everyRouteThatChangesSomethingDemandsMoreThanToLook() {
        Set<String> wrong = new TreeSet<>();
        for (Route route : routes()) {
            boolean onlyToLook =
                    route.access().permission().filter(Permission.VIEW::equals).isPresent();
            if (isChange(route) && onlyToLook && !QUESTIONS.contains(route.path())) {
                wrong.add(route.path());
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void everyOtherRouteThatChangesSomethingIsKnownHere() {
        Set<String> unknown = new TreeSet<>();
        for (Route route : routes()) {
            boolean known = OWN.contains(route.path()) || route.path().startsWith("/me");
            if (isChange(route) && route.access().permission().isEmpty() && !known) {
                unknown.add(route.path());
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyPermissionOpensSomething() {
        Set<Permission> used = EnumSet.of(Permission.SUBMIT);
        routes().forEach(route -> route.access().permission().ifPresent(used::add));
        assertEquals(EnumSet.allOf(Permission.class), used);
    }

    private static String pathIn(Route route) {
        return route.path().replace("{account}", world.own.toString()).replaceAll("\\{[^}]*}", "999999");
    }

    @ParameterizedTest
    @EnumSource
    void aRequestIsRefusedExactlyIfTheRoleDoesNotPermitIt(Role role) {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        try (Browser somebody = world.somebodyWho(role)) {
            somebody.get("/me");
            for (Route route : routes()) {
                if (route.path().startsWith(Visit.ACCOUNT_PATH)) {
                    Permission wanted = route.access().permission().orElseThrow();
                    boolean permitted = role.permissions().contains(wanted);
                    int status = isChange(route)
                            ? somebody.submit(pathIn(route), Map.of()).statusCode()
                            : somebody.get(pathIn(route)).statusCode();
                    tried++;
                    if ((status == 403) == permitted) {
                        wrong.add(route.method() + " " + route.path() + " " + status);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(tried > 60, "routes tried: " + tried);
    }

    @Test
    void whoIsNoOperatorIsRefusedEverywhereThere() {
        try (Browser owner = world.somebodyWho(Role.OWNER)) {
            owner.get("/me");
            for (Route route : routes()) {
                if (route.access().equals(Access.OPERATOR)) {
                    int status = isChange(route)
                            ? owner.submit(pathIn(route), Map.of()).statusCode()
                            : owner.get(pathIn(route)).statusCode();
                    assertEquals(403, status, route.path());
                }
            }
        }
    }

    @Test
    void aPageOfAnotherAccountDoesNotExistWhateverTheRole() {
        for (Role role : Role.values()) {
            try (Browser somebody = world.somebodyWho(role)) {
                somebody.get("/me");
                for (Route route : routes()) {
                    if (route.path().startsWith(Visit.ACCOUNT_PATH)) {
                        String path = route.path()
                                .replace("{account}", world.foreign.toString())
                                .replaceAll("\\{[^}]*}", "1");
                        int status = isChange(route)
                                ? somebody.submit(path, Map.of()).statusCode()
                                : somebody.get(path).statusCode();
                        assertEquals(404, status, role + " " + route.method() + " " + path);
                    }
                }
            }
        }
    }

    @Test
    void aRefusalSaysWhatIsMissing() {
        try (Browser reader = world.somebodyWho(Role.READ_ONLY)) {
            String body = reader.get("/a/" + world.own + "/people").body();
            assertTrue(body.contains("What is missing: Manage people."), body);
            assertNotEquals(-1, body.indexOf("Nothing was changed."));
        }
    }
}
