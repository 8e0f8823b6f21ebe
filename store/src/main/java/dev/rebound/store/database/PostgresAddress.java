package dev.rebound.store.database;

import java.util.Optional;

/**
 * Where a PostgreSQL database is, and as whom Rebound works in it.
 *
 * @param url as JDBC writes it: {@code jdbc:postgresql://HOST:PORT/DATABASE}, with options behind a question mark
 * @param user a role that may create tables in the database's first schema; none if the URL says it
 * @param password of that role; none if the server asks for none
 */
public record PostgresAddress(String url, Optional<String> user, Optional<String> password) {

    /** With this every address begins. */
    public static final String SCHEME = "jdbc:postgresql:";

    public PostgresAddress {
        if (!url.startsWith(SCHEME)) {
            throw new IllegalArgumentException("not an address of a PostgreSQL database: it must begin with " + SCHEME);
        }
    }

    /** The address as people write it: without options, which may hold a password, and without the mark of JDBC. */
    public String shown() {
        int options = url.indexOf('?');
        return url.substring("jdbc:".length(), options < 0 ? url.length() : options);
    }

    @Override
    public String toString() {
        return shown();
    }
}
