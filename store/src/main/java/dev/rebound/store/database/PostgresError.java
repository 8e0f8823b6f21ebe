package dev.rebound.store.database;

import java.sql.SQLException;
import java.util.Optional;

/**
 * What PostgreSQL says went wrong.
 *
 * @param state the SQLSTATE, five characters (PostgreSQL documentation, appendix A)
 */
record PostgresError(String state) {

    /** The error behind an exception, if one of its causes is PostgreSQL's. */
    static Optional<PostgresError> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == 0 && sql.getSQLState() != null) {
                return Optional.of(new PostgresError(sql.getSQLState()));
            }
        }
        return Optional.empty();
    }

    /** The server or the way to it is at fault, not the statement: nothing else could be stored either. */
    boolean isStorageTrouble() {
        return switch (state.substring(0, 2)) {
            // Connection; resources (disk full, out of memory); shutdown; system and internal errors.
            case "08", "53", "57", "58", "XX" -> true;
            // A server that follows another one takes no writes; a session that was idle too long is closed.
            default -> state.equals("25006") || state.equals("25P03");
        };
    }

    /** Another writer holds what this one wants: nothing is wrong, it only has to be done again. */
    boolean isCollision() {
        return switch (state) {
            // Serialization failure, deadlock, lock not available.
            case "40001", "40P01", "55P03" -> true;
            default -> false;
        };
    }

    boolean isRefusal() {
        return state.startsWith("28");
    }

    boolean isNoSuchDatabase() {
        return state.equals("3D000");
    }

    boolean isNotAllowed() {
        return state.equals("42501");
    }

    boolean isUnreachable() {
        return state.startsWith("08") || state.startsWith("57P");
    }
}
