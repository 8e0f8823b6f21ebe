package dev.rebound.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.PageTour.Page;
import dev.rebound.server.PageTour.Who;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Routes.Route;
import io.javalin.http.HandlerType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No page is forgotten, each is one, and none is heavy. */
class PageTourTest {

    /** What a page, its style sheet and its scripts may weigh on the wire, in octets; pictures are not counted. */
    private static final int WEIGHT_MAX = 100_000;

    private static final Pattern PART = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+\\.(?:css|js))\"");

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static BusyWorld world;

    @BeforeAll
    static void open() throws InterruptedException {
        world = new BusyWorld(folder);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void everythingThatIsVisitedIsAPage() {
        List<String> wrong = new ArrayList<>();
        for (Who who : Who.values()) {
            try (Browser browser = world.browserOf(who)) {
                for (Page page : world.tour().pages(who)) {
                    HttpResponse<String> answer = browser.get(page.address());
                    if (answer.statusCode() != 200 || !isPage(answer)) {
                        wrong.add(page.address() + " " + answer.statusCode());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static boolean isPage(HttpResponse<String> answer) {
        return answer.body().contains("<main id=\"main\"");
    }

    @Test
    void nothingThatIsNamedAsNoneIsAPage() {
        List<String> wrong = new ArrayList<>();
        try (Browser mara = world.browserOf(Who.ACCOUNT)) {
            for (String address : world.tour().others()) {
                HttpResponse<String> answer = mara.get(address);
                if (answer.statusCode() == 200 && isPage(answer)) {
                    wrong.add(address);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aPageThatNobodyKnowsHowToComeToIsNoticed() {
        List<Route> routes = List.of(new Route(HandlerType.GET, "/a/{account}/new/{thing}", Access.SIGNED_IN));

        IllegalStateException noticed =
                assertThrows(IllegalStateException.class, () -> new PageTour(routes, Map.of("account", "1")).pages());
        assertTrue(String.valueOf(noticed.getMessage()).contains("/a/{account}/new/{thing}"));
    }

    @Test
    void noTwoPagesHaveTheSameFileName() {
        Set<String> names = new HashSet<>();
        for (Page page : world.tour().pages()) {
            assertTrue(names.add(page.fileName()) && !page.fileName().isEmpty(), page::toString);
        }
    }

    @Test
    void noPageWithWhatItNeedsIsHeavy() {
        List<String> heavy = new ArrayList<>();
        int most = 0;
        for (Who who : Who.values()) {
            try (Browser browser = world.browserOf(who)) {
                for (Page page : world.tour().pages(who)) {
                    int weight = weight(browser, page.address());
                    most = Math.max(most, weight);
                    if (weight > WEIGHT_MAX) {
                        heavy.add(page.address() + " " + weight);
                    }
                }
            }
        }
        System.out.println("The heaviest page with its style sheet and scripts: " + most + " octets on the wire");
        assertEquals(List.of(), heavy);
    }

    private static int weight(Browser browser, String address) {
        HttpResponse<byte[]> page = browser.packed(address);
        int weight = page.body().length;
        Matcher part = PART.matcher(text(page));
        int parts = 0;
        while (part.find()) {
            weight += browser.packed(part.group(1)).body().length;
            parts++;
        }
        assertFalse(parts < 3, address + " has a style sheet and scripts");
        return weight;
    }

    private static String text(HttpResponse<byte[]> page) {
        boolean packed =
                page.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        assertTrue(packed, "pages are packed");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(page.body()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
