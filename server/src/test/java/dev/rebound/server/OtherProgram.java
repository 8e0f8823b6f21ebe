package dev.rebound.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program of somebody else's that a test runs. */
public final class OtherProgram {

    private static final int PATIENCE_SECONDS = 60;

    private OtherProgram() {}

    /** Skips the test where a program is not installed. */
    public static void need(String file, String debianPackage) {
        assumeTrue(Files.isExecutable(Path.of(file)), file + " is missing: install Debian's package " + debianPackage);
    }

    /** Its exit code, and what it said. */
    public record Ended(int exitCode, String output) {}

    /** Runs it to its end. */
    public static Ended run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " does not end");
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** Makes {@code cert.pem} and {@code key.pem} for this machine in the folder. */
    public static void makeCertificate(Path folder) throws IOException, InterruptedException {
        need("/usr/bin/openssl", "openssl");
        Ended made = run(
                folder,
                "/usr/bin/openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem");
        if (made.exitCode() != 0) {
            throw new IOException(made.output());
        }
    }
}
