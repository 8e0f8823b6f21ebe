package dev.rebound.server.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A disk whose sync fails while it is told to: a small library, compiled on the spot and loaded before all others, stands
 * before the system's {@code fsync} and {@code fdatasync}. Takes gcc; skipped without.
 */
final class FailingSync {

    private static final int COMPILE_SECONDS = 60;

    private static final String LIBRARY = """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <stdlib.h>
            #include <unistd.h>

            static int failing(void) {
                const char *sign = getenv("FAILING_SYNC_WHILE");
                return sign != NULL && access(sign, F_OK) == 0;
            }

            static int sync_by(const char *name, int file) {
                if (failing()) {
                    errno = EIO;
                    return -1;
                }
                int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
                return real(file);
            }

            int fsync(int file) { return sync_by("fsync", file); }
            int fdatasync(int file) { return sync_by("fdatasync", file); }
            """;

    private final Path library;
    private final Path sign;

    private FailingSync(Path library, Path sign) {
        this.library = library;
        this.sign = sign;
    }

    static FailingSync in(Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is missing: install Debian's gcc");
        Path source = Files.writeString(folder.resolve("failing-sync.c"), LIBRARY);
        Path library = folder.resolve("failing-sync.so");
        Process compiler = new ProcessBuilder(
                        "/usr/bin/gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                .inheritIO()
                .start();
        if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
            throw new AssertionError("the library was not compiled");
        }
        return new FailingSync(library, folder.resolve("sync-fails"));
    }

    /** With these, a process syncs on this disk. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FAILING_SYNC_WHILE", sign.toString());
    }

    void fail() throws IOException {
        Files.createFile(sign);
    }

    void mend() throws IOException {
        Files.delete(sign);
    }
}
