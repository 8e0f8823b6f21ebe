package dev.rebound.stream.cluster;

import dev.rebound.stream.read.Form;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The observations of a history as a file, a line each, for {@code rebound stream local} and {@code replay}. */
final class HistoryFile {

    private HistoryFile() {}

    /** How many lines there are; reports and poison are left out. */
    static long write(History history, Path file) throws Exception {
        long[] lines = {0};
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            history.tell(entry -> {
                if (entry.form() == Form.SEEN && !History.POISON.contains(entry.value())) {
                    line(out, entry.value());
                    lines[0]++;
                }
            });
        }
        return lines[0];
    }

    private static void line(OutputStream out, byte[] value) throws IOException {
        out.write(value);
        out.write('\n');
    }
}
