package dev.rebound.cli.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows to be printed: as a table to read, or as JSON Lines to process. Text that came from outside is
 * shown without control characters, so that no reply can move the terminal's cursor.
 */
final class Listing {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CELL_WIDTH_MAX = 60;

    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Listing(String... columns) {
        this.columns = List.of(columns);
    }

    void add(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row has " + columns.size() + " cells");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
    }

    void print(PrintWriter out, OutputFormat format) {
        switch (format) {
            case text -> printTable(out);
            case jsonl -> rows.forEach(row -> out.println(json(row)));
        }
        out.flush();
    }

    private String json(List<String> row) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < columns.size(); i++) {
            object.put(columns.get(i), row.get(i));
        }
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written as JSON", e);
        }
    }

    private void printTable(PrintWriter out) {
        if (rows.isEmpty()) {
            out.println("(none)");
            return;
        }
        List<List<String>> shown = new ArrayList<>();
        shown.add(columns);
        rows.forEach(row -> shown.add(row.stream().map(Listing::shortened).toList()));
        int[] widths = new int[columns.size()];
        for (List<String> row : shown) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : shown) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static String shortened(String cell) {
        String clean = cell.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.length() <= CELL_WIDTH_MAX ? clean : clean.substring(0, CELL_WIDTH_MAX - 1) + "…";
    }
}
