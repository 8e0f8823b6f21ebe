package dev.rebound.store.move;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** One table from the file to the server, and the same table on both sides. */
final class TableCopy {

    /** Octets that are sent at a time. */
    private static final int PORTION = 1 << 18;

    private static final int SAID_EVERY_ROWS = 1_000;
    private static final int ROWS_FETCHED = 1_000;

    private final Connection from;
    private final Connection to;
    private final TableShape table;
    private final MoveProgress progress;
    private long unsaid;

    TableCopy(Connection from, Connection to, TableShape table, MoveProgress progress) {
        this.from = from;
        this.to = to;
        this.table = table;
        this.progress = progress;
    }

    /** Has a line for each row. */
    private interface Lines {
        void next(CopyLine line) throws SQLException;
    }

    void copy() throws SQLException {
        begin(MoveProgress.Step.COPY);
        CopyIn copy = to.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyIn());
        try {
            Portion portion = new Portion(copy);
            readSource(portion::add);
            portion.send();
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** The rows it has if it has the same on both sides. */
    Optional<Long> compare() throws SQLException {
        begin(MoveProgress.Step.COMPARE);
        LineSum here = new LineSum();
        readSource(line -> here.add(line.octets(), line.length()));
        LineSum there = new LineSum();
        CopyOut copy = to.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut());
        try {
            for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                there.add(line);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return here.isThatOf(there) ? Optional.of(here.lines()) : Optional.empty();
    }

    private void begin(MoveProgress.Step step) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table.quoted())) {
            count.next();
            progress.begins(step, table.name(), count.getLong(1));
        }
    }

    private void readSource(Lines lines) throws SQLException {
        CopyLine line = new CopyLine();
        try (Statement statement = from.createStatement()) {
            statement.setFetchSize(ROWS_FETCHED);
            try (ResultSet rows = statement.executeQuery(table.select())) {
                while (rows.next()) {
                    line.write(rows, table.columns());
                    lines.next(line);
                    step();
                }
            }
        }
        progress.rows(unsaid);
        unsaid = 0;
    }

    private void step() {
        if (++unsaid == SAID_EVERY_ROWS) {
            progress.rows(unsaid);
            unsaid = 0;
        }
    }

    /** Lines that are sent together. */
    private static final class Portion {
        private final CopyIn copy;
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream(PORTION * 2);

        Portion(CopyIn copy) {
            this.copy = copy;
        }

        void add(CopyLine line) throws SQLException {
            octets.write(line.octets(), 0, line.length());
            if (octets.size() >= PORTION) {
                send();
            }
        }

        void send() throws SQLException {
            byte[] all = octets.toByteArray();
            copy.writeToCopy(all, 0, all.length);
            octets.reset();
        }
    }
}
