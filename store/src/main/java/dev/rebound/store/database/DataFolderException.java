package dev.rebound.store.database;

import java.nio.file.Path;

/** The data folder cannot be used; the message says what is wrong, where, and what to do. */
public final class DataFolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** What is wrong with the folder. */
    public enum Problem {
        /** It cannot be created, or written to. */
        NOT_WRITABLE,
        /** Another process has it open. */
        IN_USE,
        /** Its database file is something else, or damaged. */
        NOT_A_DATABASE,
        /** It was written by a later version of Rebound. */
        NEWER_SCHEMA,
        /** There is no database in it. */
        NOTHING_THERE,
        /** Its key cannot be read, is damaged, or is not the one of the database. */
        KEY,
        /** What was in it is kept elsewhere. */
        MOVED
    }

    DataFolderException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    private DataFolderException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    static DataFolderException notWritable(Path folder, Throwable cause) {
        return new DataFolderException(
                Problem.NOT_WRITABLE,
                "the data folder " + folder + " cannot be created or written to (" + cause
                        + "); give Rebound a folder that its user may write to",
                cause);
    }

    static DataFolderException inUse(Path folder) {
        return new DataFolderException(
                Problem.IN_USE,
                "the data folder " + folder + " is in use by another Rebound; stop that one, or use another folder");
    }

    static DataFolderException notADatabase(Path file) {
        return new DataFolderException(
                Problem.NOT_A_DATABASE,
                "the file " + file + " is not a Rebound database, or is damaged; move it away to start anew,"
                        + " or restore it from a backup");
    }

    /** There is no database in the folder. */
    public static DataFolderException nothingThere(Path folder) {
        return new DataFolderException(
                Problem.NOTHING_THERE,
                "there is no Rebound in the folder " + folder + "; name the data folder of a server or a demo");
    }

    static DataFolderException key(String message, Throwable cause) {
        return new DataFolderException(Problem.KEY, message, cause);
    }

    /** The database was made with another key. */
    static DataFolderException otherKey() {
        return new DataFolderException(
                Problem.KEY,
                "the file " + KeyFile.NAME
                        + " in the data folder is not the one that the database was made with: copy it"
                        + " from another node, or put it back from your backup");
    }

    /** What was kept in the folder has been moved. */
    static DataFolderException moved(Path mark, String to) {
        return new DataFolderException(
                Problem.MOVED,
                "what this data folder kept was moved to " + to
                        + ": set database.url to that; to work on the old database"
                        + " again, as it was then, remove the file " + mark);
    }

    static DataFolderException newerSchema(Path file, String version) {
        return new DataFolderException(
                Problem.NEWER_SCHEMA,
                "the database " + file + " has schema version " + version
                        + ", which is newer than this Rebound knows; run the version of Rebound that wrote it, or a"
                        + " later one");
    }

    /** What is wrong, for code that has to tell cases apart. */
    public Problem problem() {
        return problem;
    }
}
