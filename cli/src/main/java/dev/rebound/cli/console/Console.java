package dev.rebound.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a command reads and prints. Handed to commands that have a constructor for it, so that a test
 * can run them without a process.
 *
 * @param in standard input
 * @param out standard output: results, and nothing else
 * @param err standard error: progress and complaints
 * @param errIsTerminal whether somebody watches {@code err}
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean errIsTerminal) {

    private static final int OUT_BUFFER_BYTES = 1 << 16;

    /** The console of this process, in UTF-8 whatever the locale. */
    public static Console ofProcess() {
        PrintStream out = new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUT_BUFFER_BYTES),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Console(System.in, out, err, isTerminal(2));
    }

    /** Says on {@code err} how far something has come, if somebody watches. */
    public void progress(String what, int done, int all) {
        if (errIsTerminal) {
            err.print("\r" + what + " " + done + " of " + all + (done == all ? "\n" : ""));
        }
    }

    /** The JDK only tells whether input and output both are terminals; results are often redirected. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.isSymbolicLink(link)) {
            return Optional.ofNullable(System.console())
                    .map(java.io.Console::isTerminal)
                    .orElse(false);
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            // what cannot be told counts as "nobody watches": no progress is shown
            return false;
        }
    }
}
