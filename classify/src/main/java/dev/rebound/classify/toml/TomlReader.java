package dev.rebound.classify.toml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file of TOML 1.0 and remembers where everything stands.
 *
 * <p>An author who mistypes one of some thousand phrases wants its line and column. The reader that
 * the configuration uses builds a tree without places, takes several hundred milliseconds before its
 * first file, and has limits of its own; so this one is ours. Rule files have no use for fractions,
 * dates and numbers of other bases: these are refused, not misread.
 *
 * <p>Time and memory are linear in the length of the text; nesting is limited to {@link
 * #DEPTH_MAX}, so no file can exhaust the stack. Stops at the first problem, because what follows
 * one is guesswork.
 */
public final class TomlReader {

    /** Deepest nesting of arrays and tables. */
    public static final int DEPTH_MAX = 8;

    /** Digits of the longest number read. */
    private static final int DIGITS_MAX = 18;

    private final Scanner in;
    private final Node root = new Node(Place.START);

    private TomlReader(String text) {
        this.in = new Scanner(text);
    }

    /**
     * Reads a whole file.
     *
     * @throws TomlException at the first thing that is no TOML
     */
    public static TomlValue.Table read(String text) throws TomlException {
        TomlReader reader = new TomlReader(text);
        reader.document();
        return reader.root.frozen();
    }

    /** What stands under a key while the file is being read; later lines may add to it. */
    private interface Content {
        TomlValue frozen();
    }

    /** A table while it is being read. */
    private static final class Node implements Content {

        private final Place place;
        private final Map<String, Slot> slots = new LinkedHashMap<>();

        /** It was named by a head of its own, or closed by a brace: no second head may open it. */
        private boolean isDefined;

        Node(Place place) {
            this.place = place;
        }

        @Override
        public TomlValue.Table frozen() {
            Map<String, TomlValue.Entry> entries = LinkedHashMap.newLinkedHashMap(slots.size());
            slots.forEach((key, slot) -> entries.put(key, new TomlValue.Entry(slot.keyPlace, slot.content.frozen())));
            return new TomlValue.Table(entries, place);
        }
    }

    /** A key and what stands under it. */
    private record Slot(Place keyPlace, Content content) {}

    /** The tables of one {@code [[name]]}. */
    private static final class Tables implements Content {

        private final Place place;
        private final List<Node> nodes = new ArrayList<>();

        Tables(Place place) {
            this.place = place;
        }

        @Override
        public TomlValue.Items frozen() {
            return new TomlValue.Items(
                    nodes.stream().<TomlValue>map(Node::frozen).toList(), place);
        }
    }

    private void document() throws TomlException {
        Node current = root;
        in.skipToContent();
        while (!in.atEnd()) {
            if (in.peek() == '[') {
                current = head();
            } else {
                keyAndValue(current, 0);
            }
            in.endLine();
            in.skipToContent();
        }
    }

    /** {@code [a.b]} or {@code [[a.b]]}. */
    private Node head() throws TomlException {
        Place place = in.place();
        in.accept('[');
        boolean isOneOfMany = in.accept('[');
        List<String> path = path();
        in.expect(isOneOfMany ? "]]" : "]", "behind the name of a table");
        Node parent = root;
        for (String key : path.subList(0, path.size() - 1)) {
            parent = child(parent, key, place);
        }
        String name = path.getLast();
        return isOneOfMany ? oneMore(parent, name, place) : defined(parent, name, place);
    }

    private static Node defined(Node parent, String name, Place place) throws TomlException {
        Slot slot = parent.slots.get(name);
        if (slot != null && !(slot.content instanceof Node)) {
            throw new TomlException(place, "'" + name + "' is no table: it was given a value before");
        }
        Node node = child(parent, name, place);
        if (node.isDefined) {
            throw new TomlException(place, "table '" + name + "' stands here for the second time");
        }
        node.isDefined = true;
        return node;
    }

    private static Node oneMore(Node parent, String name, Place place) throws TomlException {
        Slot slot = parent.slots.computeIfAbsent(name, key -> new Slot(place, new Tables(place)));
        if (!(slot.content instanceof Tables tables)) {
            throw new TomlException(place, "'" + name + "' was something else than [[" + name + "]] before");
        }
        Node node = new Node(place);
        node.isDefined = true;
        tables.nodes.add(node);
        return node;
    }

    /** The table under a key, made if there is none; of several the last. */
    private static Node child(Node parent, String key, Place place) throws TomlException {
        Slot slot = parent.slots.computeIfAbsent(key, absent -> new Slot(place, new Node(place)));
        if (slot.content instanceof Node node) {
            return node;
        }
        if (slot.content instanceof Tables tables) {
            return tables.nodes.getLast();
        }
        throw new TomlException(place, "'" + key + "' is no table: it was given a value before");
    }

    private List<String> path() throws TomlException {
        List<String> path = new ArrayList<>(2);
        do {
            in.skipBlanks();
            path.add(in.key());
            in.skipBlanks();
            if (path.size() > DEPTH_MAX) {
                throw in.problem("more than " + DEPTH_MAX + " levels");
            }
        } while (in.accept('.'));
        return path;
    }

    private void keyAndValue(Node table, int depth) throws TomlException {
        Place place = in.place();
        List<String> path = path();
        in.expect("=", "behind the key '" + path.getLast() + "'");
        in.skipBlanks();
        Node parent = table;
        for (String key : path.subList(0, path.size() - 1)) {
            parent = child(parent, key, place);
            if (parent.isDefined) {
                throw new TomlException(place, "table '" + key + "' was closed before");
            }
        }
        TomlValue value = value(depth);
        Slot slot = new Slot(place, () -> value);
        if (parent.slots.putIfAbsent(path.getLast(), slot) != null) {
            throw new TomlException(place, "'" + path.getLast() + "' stands here for the second time");
        }
    }

    private TomlValue value(int depth) throws TomlException {
        if (depth > DEPTH_MAX) {
            throw in.problem("more than " + DEPTH_MAX + " levels");
        }
        Place place = in.place();
        return switch (in.peek()) {
            case '"', '\'' -> new TomlValue.Text(in.quoted(), place);
            case '[' -> items(place, depth);
            case '{' -> inlineTable(place, depth);
            default -> wordValue(place);
        };
    }

    private TomlValue.Items items(Place place, int depth) throws TomlException {
        List<TomlValue> items = new ArrayList<>();
        in.accept('[');
        in.skipToContent();
        while (!in.accept(']')) {
            items.add(value(depth + 1));
            in.skipToContent();
            if (!in.accept(',') && in.peek() != ']') {
                throw in.problem("expected ',' or ']' behind a value of a list");
            }
            in.skipToContent();
        }
        return new TomlValue.Items(items, place);
    }

    private TomlValue.Table inlineTable(Place place, int depth) throws TomlException {
        Node node = new Node(place);
        in.accept('{');
        in.skipBlanks();
        boolean isEmpty = in.accept('}');
        while (!isEmpty) {
            keyAndValue(node, depth + 1);
            in.skipBlanks();
            if (in.accept('}')) {
                break;
            }
            in.expect(",", "or } behind a value of a table");
            in.skipBlanks();
        }
        return node.frozen();
    }

    private TomlValue wordValue(Place place) throws TomlException {
        String word = in.word();
        if (word.equals("true") || word.equals("false")) {
            return new TomlValue.Truth(word.equals("true"), place);
        }
        String digits = word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
        if (!digits.matches("0|[1-9](_?[0-9]){0," + (DIGITS_MAX - 1) + "}")) {
            throw new TomlException(place, "expected text in quotes, a whole number, true, false, a list or a table");
        }
        return new TomlValue.Whole(Long.parseLong(word.replace("_", "").replace("+", "")), place);
    }
}
