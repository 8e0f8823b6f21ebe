package dev.rebound.server.listfile;

import dev.rebound.engine.bulk.BadLine;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The rows of a list, whether it is a table or JSON. */
interface Rows extends Closeable {

    /** What was read. */
    sealed interface Row {
        /** The line it starts on, from 1. */
        long line();
    }

    /** A row with named values. */
    record Good(long line, Fields fields) implements Row {}

    /** A line that could not be read. */
    record Bad(BadLine why) implements Row {
        @Override
        public long line() {
            return why.line();
        }
    }

    /** Nothing stands in it. */
    record Blank(long line) implements Row {}

    /** The folded names of the values; of JSON those of its first object. */
    Set<String> names();

    /** The next row; empty at the end. */
    Optional<Row> next() throws IOException;
}
