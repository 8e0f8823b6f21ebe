package dev.rebound.store.database;

/** What an exception means for those who wait, whichever database it comes from. */
final class DatabaseFailure {

    private DatabaseFailure() {}

    /** The disk, the file, the server or the way to it is at fault: nothing else could be stored either. */
    static boolean isStorageTrouble(Throwable failure) {
        return SqliteError.of(failure).filter(SqliteError::isStorageTrouble).isPresent()
                || PostgresError.of(failure)
                        .filter(PostgresError::isStorageTrouble)
                        .isPresent();
    }

    /** Two writers met: what was done is undone, and has to be done again. */
    static boolean isCollision(Throwable failure) {
        return PostgresError.of(failure).filter(PostgresError::isCollision).isPresent();
    }
}
