package dev.rebound.server.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real file system of few megabytes, that can be filled to the last octet. Takes root; skipped without. */
final class SmallDisk implements AutoCloseable {

    private static final int COMMAND_SECONDS = 20;
    private static final int BLOCK = 4_096;

    private final Path place;
    private final Path filler;

    private SmallDisk(Path place) {
        this.place = place;
        this.filler = place.resolve("filler");
    }

    static SmallDisk mount(Path place, int megabytes) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root may mount a small disk");
        Files.createDirectories(place);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
        assumeTrue(mounted, "no small disk can be mounted here");
        return new SmallDisk(place);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    Path place() {
        return place;
    }

    /** Leaves no room, not for an octet. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            fill(out, new byte[BLOCK]);
        }
    }

    private static void fill(OutputStream out, byte[] block) {
        try {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // As it should be.
        }
    }

    /** Makes room again. */
    void makeRoom() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() throws IOException {
        try {
            if (!run("umount", place.toString())) {
                throw new IOException("still in use: " + place);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
