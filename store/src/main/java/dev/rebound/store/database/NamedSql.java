package dev.rebound.store.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL of one feature: a file of statements, each with a name.
 *
 * <pre>
 * -- name: due
 * -- by: SqlMessageQueue.claim
 * -- index: messages_due
 * select ...;
 * </pre>
 *
 * <p>{@code by} says who runs it. {@code index} names every index and table-by-key that must serve it, and
 * {@code scan} names a table that may be read whole, with the reason; a test holds both against the query
 * plan, so a statement that would read a big table from end to end does not get in.
 *
 * <p>A statement that PostgreSQL needs in another form has that behind a line that says why, still under one name:
 *
 * <pre>
 * -- name: due
 * select ...;
 * -- postgresql: several nodes claim at once
 * select ... for update skip locked;
 * </pre>
 *
 * <p>What several statements of a file say in the same words is written once, before them, and each names the place for it:
 *
 * <pre>
 * -- shared: views
 * select ... from contacts c join ...
 * -- name: page
 * -- insert: views
 * where c.id > :after;
 * </pre>
 */
public final class NamedSql {

    private static final String NAME = "-- name:";
    private static final String SHARED = "-- shared:";
    private static final String INSERT = "-- insert:";

    private final String file;
    private final Map<String, String> statements = new LinkedHashMap<>();
    private final Map<String, String> shared = new HashMap<>();
    private final Map<Form, Positions> positional = new ConcurrentHashMap<>();

    private NamedSql(String file) {
        this.file = file;
    }

    /** The file with this name beside the class. */
    public static NamedSql beside(Class<?> user, String file) {
        try (InputStream in = user.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no file " + file + " beside " + user.getName());
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    static NamedSql parse(String file, String text) {
        NamedSql sql = new NamedSql(file);
        String name = "";
        boolean isShared = false;
        StringBuilder body = new StringBuilder();
        for (String line : (text + "\n" + NAME).split("\n", -1)) {
            if (line.startsWith(NAME) || line.startsWith(SHARED)) {
                if (isShared) {
                    sql.share(name, body.toString());
                } else {
                    sql.add(name, body.toString());
                }
                isShared = line.startsWith(SHARED);
                name = after(line, isShared ? SHARED : NAME);
                body.setLength(0);
            } else if (line.startsWith(INSERT)) {
                body.append(sql.sharedText(after(line, INSERT)));
            } else if (line.startsWith(Dialect.MARK)) {
                body.append(Dialect.MARK).append('\n');
            } else if (!line.startsWith("--")) {
                body.append(line).append('\n');
            }
        }
        return sql;
    }

    private static String after(String line, String mark) {
        return line.substring(mark.length()).strip();
    }

    private void share(String name, String body) {
        if (shared.put(name, body.strip() + "\n") != null) {
            throw new IllegalStateException(file + ": two shared texts are named " + name);
        }
    }

    private String sharedText(String name) {
        String text = shared.get(name);
        if (text == null) {
            throw new IllegalStateException(file + ": no shared text before this is named " + name);
        }
        return text;
    }

    private void add(String name, String body) {
        if (name.isEmpty() && body.isBlank()) {
            return;
        }
        List<String> forms = new ArrayList<>();
        for (String form : body.split(Dialect.MARK, -1)) {
            forms.add(statement(name, form.strip()));
        }
        if (forms.size() > Dialect.values().length) {
            throw new IllegalStateException(file + ": more forms than databases: " + name);
        }
        if (statements.put(name, String.join("\n" + Dialect.MARK + "\n", forms)) != null) {
            throw new IllegalStateException(file + ": two statements are named " + name);
        }
    }

    private String statement(String name, String text) {
        if (name.isEmpty() || !text.endsWith(";") || text.indexOf(';') != text.length() - 1) {
            throw new IllegalStateException(file + ": not one named statement that ends in ';': " + name);
        }
        return text.substring(0, text.length() - 1);
    }

    /** The statement with this name, for both databases: a connection of {@link Database} takes its own form of it. */
    public String get(String name) {
        String statement = statements.get(name);
        if (statement == null) {
            throw new IllegalStateException(file + ": no statement is named " + name);
        }
        return statement;
    }

    /**
     * The statement with question marks for its names, and which name stands where.
     *
     * @param listSize how many question marks each list {@code <name>} has
     */
    Positions positions(Dialect dialect, String name, int listSize) {
        return positional.computeIfAbsent(
                new Form(dialect, name, listSize),
                form -> Positions.in(dialect.withLists(dialect.of(get(name))), listSize));
    }

    /** By which a statement as JDBC takes it is known. */
    private record Form(Dialect dialect, String name, int listSize) {}

    /**
     * A statement as JDBC takes it.
     *
     * @param text with question marks
     * @param at the positions of each name, from 1
     * @param listSize how many positions each list has in a row
     */
    record Positions(String text, Map<String, List<Integer>> at, int listSize) {

        private static final Pattern NAME_OR_QUOTED =
                Pattern.compile("'[^']*'|(?<!:):(?<name>[A-Za-z]+)|<(?<list>[A-Za-z]+)>");

        static Positions in(String statement, int listSize) {
            Map<String, List<Integer>> at = new HashMap<>();
            StringBuilder text = new StringBuilder();
            Matcher matcher = NAME_OR_QUOTED.matcher(statement);
            int position = 1;
            while (matcher.find()) {
                String one = matcher.group("name");
                String list = matcher.group("list");
                int marks = list == null ? 1 : listSize;
                if (one == null && list == null) {
                    matcher.appendReplacement(text, Matcher.quoteReplacement(matcher.group()));
                    continue;
                }
                List<Integer> positions = at.computeIfAbsent(one == null ? list : one, n -> new ArrayList<>());
                for (int i = 0; i < marks; i++) {
                    positions.add(position++);
                }
                matcher.appendReplacement(text, "?" + ", ?".repeat(marks - 1));
            }
            matcher.appendTail(text);
            return new Positions(text.toString(), at, listSize);
        }

        List<Integer> of(String name) {
            List<Integer> positions = at.get(name);
            if (positions == null) {
                throw new IllegalStateException("the statement has no :" + name);
            }
            return positions;
        }
    }

    Set<String> names() {
        return Set.copyOf(List.copyOf(statements.keySet()));
    }
}
