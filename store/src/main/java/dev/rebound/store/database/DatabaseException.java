package dev.rebound.store.database;

/** The PostgreSQL database cannot be used; the message says what is wrong, where, and what to do. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** What is wrong with the database. */
    public enum Problem {
        /** Nobody answers at its address. */
        UNREACHABLE,
        /** The server does not let this user in, or not with this password. */
        REFUSED,
        /** The server has no database of this name. */
        NO_SUCH_DATABASE,
        /** The user may not create tables in it. */
        NOT_ALLOWED,
        /** The server is older than our SQL. */
        TOO_OLD,
        /** It was written by a later version of Rebound. */
        NEWER_SCHEMA,
        /** Another server works on it. */
        IN_USE,
        /** There is no Rebound in it. */
        NOTHING_THERE,
        /** Something else, which the server says. */
        OTHER
    }

    DatabaseException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    DatabaseException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What is wrong, for code that has to tell cases apart. */
    public Problem problem() {
        return problem;
    }
}
