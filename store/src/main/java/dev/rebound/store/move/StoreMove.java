package dev.rebound.store.move;

import dev.rebound.store.database.AddressHashes;
import dev.rebound.store.database.DataFolder;
import dev.rebound.store.database.DataFolderException;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.DatabaseException;
import dev.rebound.store.database.PostgresAddress;
import dev.rebound.store.delivery.AttemptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Moves what a data folder keeps in its own database to PostgreSQL.
 *
 * <p>All rows are copied in one transaction, read back and compared with the file before it is committed: either everything is there, or
 * nothing. Then the folder is marked, so that no server works on the old file by mistake. The file itself stays as it is, and the key,
 * DKIM keys and journal in the folder go on being used.
 *
 * <p>Whoever was cut off between the commit and the mark runs it again: it finds the same rows on both sides, and only marks.
 */
public final class StoreMove {

    private static final int READERS = 1;

    private final DataFolder folder;
    private final Path file;
    private final PostgresAddress target;
    private final MoveProgress progress;

    private StoreMove(DataFolder folder, Path file, PostgresAddress target, MoveProgress progress) {
        this.folder = folder;
        this.file = file;
        this.target = target;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param copied whether rows were copied now; if not, all of them were there already
     */
    public record Moved(List<MovedTable> tables, boolean copied) {

        /** Rows of all tables. */
        public long rows() {
            return tables.stream().mapToLong(MovedTable::rows).sum();
        }
    }

    /**
     * Moves what the folder keeps in its own database to one on a server, and marks the folder. The folder's database is brought up to
     * date first, and the server's tables are made.
     *
     * @throws DataFolderException if there is no database in the folder, another process has it open, or it was moved before
     * @throws DatabaseException if the server's database cannot be reached, entered or used
     * @throws MoveException if the server's database holds something else already, or the folder's server was killed in the middle of
     *     attempts and not started since
     */
    public static Moved run(Path dataFolder, PostgresAddress target, MoveProgress progress) {
        if (!Files.isRegularFile(dataFolder.resolve(DataFolder.DATABASE))) {
            throw DataFolderException.nothingThere(dataFolder);
        }
        try (DataFolder folder = DataFolder.take(dataFolder)) {
            folder.requireNotMoved();
            Moved moved = new StoreMove(folder, folder.file(DataFolder.DATABASE), target, progress).run();
            folder.markMoved(target.shown());
            return moved;
        }
    }

    private Moved run() {
        requireSettled();
        AddressHashes hashes = folder.hashes();
        try (Database source = Database.open(file, hashes, READERS)) {
            // What a process had in hand when it ended, nobody has.
            source.write(
                    "claims given back", handle -> handle.execute("update queue set claimed = 0 where claimed <> 0"));
        }
        return Database.readOnce(
                file, hashes, from -> Database.fillOnce(target, hashes, to -> move(from.getConnection(), to)));
    }

    /** Only this folder's journal knows what became of them, and another node might try them first. */
    private void requireSettled() {
        try (AttemptFile journal = AttemptFile.open(folder.file("attempts.journal"))) {
            int unsettled = journal.leftovers().size();
            if (unsettled > 0) {
                throw new MoveException(
                        "the server was killed with " + unsettled
                                + " attempts under way; start it once as it was, so that it settles them, stop it, and move then");
            }
        }
    }

    private Moved move(Connection from, Connection to) throws SQLException {
        List<TableShape> tables = TargetSchema.tables(to);
        String all = tables.stream().map(TableShape::quoted).collect(Collectors.joining(", "));
        execute(to, "lock table " + all + " in access exclusive mode");
        List<String> filled = TargetSchema.filled(to, tables);
        if (filled.isEmpty()) {
            TargetSchema.empty(to);
            for (TableShape table : tables) {
                new TableCopy(from, to, table, progress).copy();
            }
        }
        List<MovedTable> same = new ArrayList<>();
        List<String> different = new ArrayList<>();
        for (TableShape table : tables) {
            new TableCopy(from, to, table, progress)
                    .compare()
                    .ifPresentOrElse(
                            rows -> same.add(new MovedTable(table.name(), rows)), () -> different.add(table.name()));
        }
        if (!different.isEmpty()) {
            throw different(filled, different);
        }
        if (filled.isEmpty()) {
            TargetSchema.setSequences(to);
            execute(to, "analyze " + all);
        }
        return new Moved(same, filled.isEmpty());
    }

    private MoveException different(List<String> filled, List<String> different) {
        return filled.isEmpty()
                ? new MoveException("what was read back differs from what was written, in: "
                        + String.join(", ", different) + "; nothing was moved. Please report it.")
                : new MoveException("the database " + target + " holds something else already (rows in "
                        + String.join(", ", filled) + "); name one that is empty");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
