package dev.rebound.store.database;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The databases our SQL is written for. Nearly every statement is the same for both; the few that are not are told
 * apart in their file, see {@link NamedSql}.
 */
public enum Dialect {
    /** One file, one writer. */
    SQLITE,
    /** A server with as many writers as there are nodes; version 15 or newer. */
    POSTGRESQL;

    /** Stands between the two forms of a statement. */
    static final String MARK = "-- postgresql:";

    private static final Pattern NOT_IN_LIST = Pattern.compile("\\bnot in \\(<([A-Za-z]+)>\\)");
    private static final Pattern LIST = Pattern.compile("\\bin \\(<([A-Za-z]+)>\\)");

    /** The form of a statement for this database, of a text that has one for both or one for each. */
    String of(String statement) {
        int mark = statement.indexOf(MARK);
        if (mark < 0) {
            return statement;
        }
        return switch (this) {
            case SQLITE -> statement.substring(0, mark).strip();
            case POSTGRESQL -> statement.substring(mark + MARK.length()).strip();
        };
    }

    /**
     * A statement with lists in the form that this database takes them in. PostgreSQL takes an array of any size for the price
     * of one value, and reads and plans a statement once for all sizes.
     */
    String withLists(String statement) {
        return switch (this) {
            case SQLITE -> statement;
            case POSTGRESQL ->
                LIST.matcher(NOT_IN_LIST.matcher(statement).replaceAll("<> all (<$1>)"))
                        .replaceAll("= any (<$1>)");
        };
    }

    /**
     * A text as it can be kept. PostgreSQL has no character U+0000 in a text ("Character Types", 8.3), and hostile mail
     * has: it becomes U+FFFD, the character for what cannot be shown.
     */
    @Nullable
    String storable(@Nullable String text) {
        return this == POSTGRESQL && text != null ? text.replace('\0', '\uFFFD') : text;
    }
}
