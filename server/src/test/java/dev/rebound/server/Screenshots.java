package dev.rebound.server;

import dev.rebound.server.PageTour.Page;
import dev.rebound.server.PageTour.Who;
import dev.rebound.server.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Takes pictures of every page of the demo: light and dark, English and Chinese, on a phone in light English and in dark Chinese. {@code scripts/screenshots} runs
 * it. A page is loaded once a language and changes its colours and width in place.
 */
final class Screenshots {

    private static final int DESK = 1280;
    private static final int PHONE = 375;
    /** What a window shows at once. */
    private static final int HEIGHT = 860;

    private static final int SETTLING_MILLIS = 250;

    /** What somebody sees whose password another person knows; the tour finds only the page of those who come by themselves. */
    private static final Page FIRST_SIGN_IN = new Page("/first-sign-in", "/me/password", Who.ACCOUNT);

    private final Chromium browser;
    private final Axe screen;
    private final Path target;
    private final int heightMax;

    private Screenshots(Chromium browser, Path target, int heightMax) {
        this.browser = browser;
        this.screen = new Axe(browser.driver());
        this.target = target;
        this.heightMax = heightMax;
        browser.driver().executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    }

    /**
     * Takes them.
     *
     * @param arguments a folder for what lasts as long as this, the folder for the pictures, a regular expression for the
     *     names of pages, and how high a picture may be
     */
    public static void main(String[] arguments) throws IOException {
        if (!Chromium.isInstalled()) {
            System.err.println("Pictures need the Debian packages chromium and chromium-driver.");
            System.exit(1);
        }
        Path folder = Path.of(arguments[0]);
        Path target = Files.createDirectories(Path.of(arguments[1]));
        Pattern wanted = Pattern.compile(arguments[2]);
        System.out.println("Waiting for the demo to tell its story, about two minutes...");
        try (DemoTour demo = new DemoTour(folder.resolve("demo"));
                Chromium browser = new Chromium(folder.resolve("profile"), demo.port())) {
            List<Page> pages = demo.tour().pages().stream()
                    .filter(page -> wanted.matcher(page.fileName()).find())
                    .toList();
            Screenshots screenshots = new Screenshots(browser, target, Integer.parseInt(arguments[3]));
            screenshots.take(
                    pages.stream().filter(page -> page.who() == Who.ANYBODY).toList());
            screenshots.signIn(Demo.LOGIN, ".*/emails$");
            screenshots.take(
                    pages.stream().filter(page -> page.who() != Who.ANYBODY).toList());
            if (wanted.matcher(FIRST_SIGN_IN.fileName()).find()) {
                screenshots.signIn(DemoTour.NEWCOMER, ".*" + FIRST_SIGN_IN.address() + "$");
                screenshots.take(List.of(FIRST_SIGN_IN));
            }
            System.out.println("Took pictures of " + pages.size() + " pages.");
        }
    }

    private void signIn(String login, String leadsTo) {
        browser.driver().manage().deleteAllCookies();
        browser.open("/language/en?to=%2Fsign-in");
        browser.type("login", login);
        browser.type("password", Demo.PASSWORD);
        browser.await("main form button").click();
        browser.awaitUrl(leadsTo);
    }

    private void take(List<Page> pages) throws IOException {
        screen.scheme("light");
        browser.open("/sign-in", "en");
        for (Page page : pages) {
            open(page);
            inBothSchemes(page, "en");
            screen.scheme("light");
            picture(page, "phone", PHONE);
        }
        browser.open("/sign-in", "zh-CN");
        for (Page page : pages) {
            open(page);
            inBothSchemes(page, "zh");
            picture(page, "phone-dark-zh", PHONE);
        }
    }

    private void open(Page page) {
        screen.width(DESK, heightMax);
        browser.open(page.address());
        // What a page fetches by itself has come then, and the frames of its previews are drawn.
        browser.driver().executeAsyncScript("setTimeout(arguments[1], arguments[0])", SETTLING_MILLIS);
    }

    private void inBothSchemes(Page page, String language) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            screen.scheme(scheme);
            picture(page, scheme + "-" + language, DESK);
        }
    }

    private void picture(Page page, String variant, int width) throws IOException {
        screen.width(width, HEIGHT);
        int height = browser.has(".drawer:not(.drawer-here)") ? HEIGHT : Math.clamp(screen.height(), HEIGHT, heightMax);
        // In a window as high as the page, what is loaded only once it can be seen is loaded too.
        screen.width(width, height);
        Map<String, Object> answer =
                browser.driver().executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
        String data = Objects.requireNonNull(answer.get("data")).toString();
        Files.write(
                target.resolve(page.fileName() + "-" + variant + ".png"),
                SmallPng.of(Base64.getDecoder().decode(data)));
    }
}
