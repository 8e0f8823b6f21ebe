package dev.rebound.server;

import dev.rebound.server.MainTasks.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Somebody before a browser who knows fields, buttons and links by their names only, as they are read out: no address, no selector,
 * no field's name in a form. What has two meanings on a page is a mistake of the page or of the table. For one thread.
 */
final class PageActor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Elements of a kind with a name, that can be seen; without any, the names there are. */
    private static final String FIND = """
            const [selector, name, near] = arguments;
            const clean = text => (text || '').replace(/\\s+/g, ' ').trim();
            const ofLabel = label => {
              const copy = label.cloneNode(true);
              copy.querySelectorAll('select,textarea,small').forEach(each => each.remove());
              return clean(copy.textContent);
            };
            const nameOf = each => clean(each.getAttribute('aria-label')
              || (each.labels && each.labels.length ? [...each.labels].map(ofLabel).join(' ') : each.textContent));
            const all = [...document.querySelectorAll(selector)].filter(each => each.checkVisibility());
            const named = (exactly, ofThese) => ofThese.filter(each =>
              exactly ? nameOf(each) === name : nameOf(each).startsWith(name));
            const best = ofThese => named(true, ofThese).length ? named(true, ofThese) : named(false, ofThese);
            let found = near ? [] : best(all);
            for (const box of near ? ['tr, li', 'form, fieldset', 'section'] : []) {
              found = found.length ? found : best(all.filter(each => clean(each.closest(box)?.textContent).includes(near)));
            }
            return found.length === 1 ? found[0] : found.length + ' of: ' + all.map(nameOf).join(' | ');
            """;

    private static final String FETCH = """
            const [address, done] = arguments;
            fetch(address).then(answer => answer.text().then(text => done(answer.status + ' ' + text.slice(0, 100000))));
            """;

    private static final String FIELDS = "input:not([type=hidden]),select,textarea";
    private static final String BUTTONS = "button";
    private static final String FOLDED = "summary, a[href]";
    private static final String LINKS = "a[href]";

    private final Chromium browser;
    private final Path folder;
    private String downloaded = "";

    /**
     * At a browser.
     *
     * @param folder for files that are attached
     */
    PageActor(Chromium browser, Path folder) {
        this.browser = browser;
        this.folder = folder;
    }

    /** Does one step. */
    void take(Step step) {
        switch (step.verb()) {
            case PAGE -> {
                browser.open(step.name());
                downloaded = "";
            }
            case TYPE -> type(find(FIELDS, step), step.value());
            case CHOOSE -> choose(find(FIELDS, step), step.value());
            case TICK -> find(FIELDS, step).click();
            case ATTACH -> find(FIELDS, step).sendKeys(file(step.value()).toString());
            case OPEN -> find(FOLDED, step).click();
            case PRESS -> leave(BUTTONS, step);
            case FOLLOW -> leave(LINKS, step);
            case DOWNLOAD -> download(find(LINKS, step));
            case SAYS -> await(step.name());
        }
    }

    private WebElement find(String selector, Step step) {
        AtomicReference<@Nullable Object> answer = new AtomicReference<>();
        try {
            patiently().until(page -> {
                answer.set(script(FIND, selector, step.name(), step.near().orElse("")));
                return answer.get() instanceof WebElement;
            });
        } catch (TimeoutException e) {
            throw new IllegalStateException("not one thing with this name, but " + answer.get(), e);
        }
        return (WebElement) Objects.requireNonNull(answer.get());
    }

    private void type(WebElement field, String text) {
        String type = Optional.ofNullable(field.getDomProperty("type")).orElse("");
        if (List.of("date", "time").contains(type)) {
            // Browsers edit these in parts, in an order that depends on the language.
            script("arguments[0].value = arguments[1]", field, text);
        } else {
            script(
                    "arguments[0].scrollIntoView({block: 'center'}); arguments[0].focus(); arguments[0].select()",
                    field);
            browser.driver().executeCdpCommand("Input.insertText", Map.of("text", text));
        }
    }

    private void choose(WebElement list, String option) {
        Object chosen = script("""
                const option = [...arguments[0].options].find(each => each.text.trim() === arguments[1]);
                if (!option) { return [...arguments[0].options].map(each => each.text).join(' | '); }
                arguments[0].value = option.value;
                arguments[0].dispatchEvent(new Event('change', {bubbles: true}));
                return '';
                """, list, option);
        if (!"".equals(chosen)) {
            throw new IllegalStateException("no choice " + option + " in " + chosen);
        }
    }

    private Path file(String written) {
        int colon = written.indexOf(": ");
        try {
            Path file = folder.resolve(written.substring(0, colon));
            return Files.writeString(file, written.substring(colon + 2).replace("\\n", "\n"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the file to attach cannot be written", e);
        }
    }

    /** Clicks and waits until another page is there, by script or without. */
    private void leave(String selector, Step step) {
        script("document.querySelector('main').dataset.left = 'no'");
        // A page that is up to date by itself may put another element in the place of the one just found.
        patiently().until(page -> {
            find(selector, step).click();
            return true;
        });
        patiently().until(page -> Boolean.TRUE.equals(script("""
                return document.readyState === 'complete' && !!document.querySelector('main')
                  && !document.querySelector('main[data-left]');
                """)));
    }

    private void download(WebElement link) {
        downloaded = String.valueOf(browser.driver().executeAsyncScript(FETCH, link.getDomProperty("href")));
        if (!downloaded.startsWith("200 ")) {
            throw new IllegalStateException("the file was answered " + downloaded);
        }
    }

    /** What is typed into fields counts as said, and so does a file that was downloaded. */
    private void await(String words) {
        String said = words.replaceAll("[\\s\\p{Z}]+", " ");
        try {
            patiently().until(page -> downloaded.contains(said) || all().contains(said));
        } catch (WebDriverException e) {
            throw new IllegalStateException("the page does not say: " + words + "\nbut: " + all(), e);
        }
    }

    private String all() {
        return String.valueOf(script("""
                const typed = [...document.querySelectorAll('main input:not([type=hidden]), main textarea')]
                  .map(each => each.value).join('\\n');
                return (document.body.innerText + '\\n' + typed).replace(/\\s+/g, ' ');
                """));
    }

    private @Nullable Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) browser.driver()).executeScript(script, arguments);
    }

    /** A page may be replaced between any two of the driver's own steps. */
    private FluentWait<WebDriver> patiently() {
        return new WebDriverWait(browser.driver(), PATIENCE).pollingEvery(PAUSE).ignoring(WebDriverException.class);
    }
}
