package dev.rebound.store.database;

import java.sql.SQLException;
import java.util.Optional;

/**
 * What SQLite says went wrong.
 *
 * @param primary the primary result code (SQLite, "Result and Error Codes")
 */
record SqliteError(int primary) {

    private static final int PERM = 3;
    private static final int BUSY = 5;
    private static final int NOMEM = 7;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int PROTOCOL = 15;
    private static final int NOTADB = 26;

    /** The error behind an exception, if one of its causes is SQLite's. */
    static Optional<SqliteError> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
                return Optional.of(new SqliteError(sql.getErrorCode() & 0xff));
            }
        }
        return Optional.empty();
    }

    /** The disk or the file is at fault, not the statement: nothing else could be stored either. */
    boolean isStorageTrouble() {
        return switch (primary) {
            case PERM, BUSY, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB -> true;
            default -> false;
        };
    }

    boolean isNoDatabase() {
        return primary == NOTADB || primary == CORRUPT;
    }
}
