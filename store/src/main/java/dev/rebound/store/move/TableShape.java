package dev.rebound.store.move;

import java.util.List;
import java.util.stream.Collectors;

/** A table that both databases have, with its columns in the same order for both. */
record TableShape(String name, List<Column> columns) {

    /** A column and what is in it. */
    record Column(String name, Kind kind) {}

    /** What a column may hold; both databases have the same three. */
    enum Kind {
        NUMBER,
        TEXT,
        OCTETS;

        static Kind of(String postgresType) {
            return switch (postgresType) {
                case "bigint" -> NUMBER;
                case "text" -> TEXT;
                case "bytea" -> OCTETS;
                default -> throw new IllegalStateException("a column of type " + postgresType + " cannot be moved");
            };
        }
    }

    /** All its rows, on either database. */
    String select() {
        return "select " + list() + " from " + quoted();
    }

    /** PostgreSQL's order to take rows. */
    String copyIn() {
        return "copy " + quoted() + " (" + list() + ") from stdin";
    }

    /** PostgreSQL's order to give rows; by a query, for a table that is cut into partitions has none of its own. */
    String copyOut() {
        return "copy (" + select() + ") to stdout";
    }

    String quoted() {
        return '"' + name + '"';
    }

    private String list() {
        return columns.stream().map(column -> '"' + column.name() + '"').collect(Collectors.joining(", "));
    }
}
