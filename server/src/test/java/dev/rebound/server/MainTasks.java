package dev.rebound.server;

import dev.rebound.server.i18n.Language;
import dev.rebound.server.i18n.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people come to the pages for, read from the table {@code main-tasks.txt}: a page, what is done on it by the names of its
 * fields and buttons, and what is said then. Names are keys of the catalogue, so one table holds for every language.
 */
final class MainTasks {

    /** A task begins at the margin, its steps do not. */
    private static final Pattern STEP = Pattern.compile("\\s+(\\S+)\\s+(.*?)(?:\\s+@ (\\S.*?))?\\s*");

    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"|([A-Za-z][\\w.-]*)(?:\\(([^)]*)\\))?");
    private static final Pattern HOLE = Pattern.compile("\\{([a-z][A-Za-z-]*)}");

    private MainTasks() {}

    /** What one does. */
    enum Verb {
        PAGE,
        TYPE,
        CHOOSE,
        TICK,
        ATTACH,
        OPEN,
        PRESS,
        FOLLOW,
        DOWNLOAD,
        SAYS
    }

    /**
     * One step, in the words of a language.
     *
     * @param name of the field, button or link; or the address of the page; or what the page says
     * @param value what is typed, chosen or attached
     * @param near a text that stands beside it, where several things have the name
     */
    record Step(Verb verb, String name, String value, Optional<String> near) {}

    /** One task. */
    record Task(String name, List<Step> steps) {}

    /**
     * Reads them.
     *
     * @param section the tasks below this heading: who does them
     * @param holes what stands for the words in braces; {@code {n}} is the language
     */
    static List<Task> read(String section, Language language, Map<String, String> holes) {
        Wording wording = new Wording(language, ZoneOffset.UTC);
        String suffix = language == Language.ENGLISH ? "en" : "zh";
        List<Task> tasks = new ArrayList<>();
        String here = "";
        List<Step> steps = new ArrayList<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("== ")) {
                here = line.substring(3);
            } else if (here.equals(section) && !line.isBlank() && !line.startsWith("#")) {
                String filled = filled(line.replace("{n}", suffix), holes);
                Matcher step = STEP.matcher(filled);
                if (!step.matches()) {
                    steps = new ArrayList<>();
                    tasks.add(new Task(filled, steps));
                } else {
                    steps.add(step(wording, step));
                }
            }
        }
        return tasks;
    }

    private static Step step(Wording wording, Matcher line) {
        Verb verb = Verb.valueOf(line.group(1).toUpperCase(java.util.Locale.ROOT));
        Optional<String> near = Optional.ofNullable(line.group(3)).map(text -> said(wording, text));
        String rest = Objects.requireNonNull(line.group(2));
        int equals = rest.indexOf(" = ");
        String name = equals < 0 ? rest : rest.substring(0, equals);
        String value = equals < 0 ? "" : rest.substring(equals + 3);
        return switch (verb) {
            case PAGE -> new Step(verb, rest, "", near);
            case CHOOSE -> new Step(verb, said(wording, name), said(wording, value), near);
            case TYPE, TICK, ATTACH, OPEN, PRESS, FOLLOW, DOWNLOAD, SAYS ->
                new Step(verb, said(wording, name), value, near);
        };
    }

    /** The words of a key, with its arguments in brackets, or the text between quotation marks. */
    private static String said(Wording wording, String written) {
        Matcher words = WORDS.matcher(written);
        if (!words.matches()) {
            throw new IllegalArgumentException("neither a key nor a text: " + written);
        }
        String text = words.group(1);
        if (text != null) {
            return text;
        }
        Object[] arguments = Optional.ofNullable(words.group(3)).stream()
                .flatMap(all -> Pattern.compile("\\s*,\\s*").splitAsStream(all))
                .map(one -> one.matches("[0-9]+") ? (Object) Long.valueOf(one) : one)
                .toArray();
        try {
            return wording.text(Objects.requireNonNull(words.group(2)), arguments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the table says " + written, e);
        }
    }

    private static String filled(String line, Map<String, String> holes) {
        Matcher hole = HOLE.matcher(line);
        return hole.replaceAll(found -> Matcher.quoteReplacement(holes.getOrDefault(found.group(1), found.group())));
    }

    private static String text() {
        try (InputStream table = Objects.requireNonNull(MainTasks.class.getResourceAsStream("/main-tasks.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the table of tasks cannot be read", e);
        }
    }
}
