package dev.rebound.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.engine.intake.ReturnedMailDesk;
import dev.rebound.transport.dns.Smarthost;
import dev.rebound.transport.server.ReturnedMailServer;
import dev.rebound.transport.server.ServerLimits;
import dev.rebound.transport.server.SmtpServerSettings;
import dev.rebound.transport.smtp.SmtpClientSettings;
import dev.rebound.transport.smtp.SmtpMailTransport;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our client against Postfix's {@code smtp-sink}, and Postfix's {@code smtp-source} against our server.
 * Skipped where Debian's package {@code postfix} is not installed.
 */
@Tag("real-servers")
class PostfixToolsIT {

    private static final int START_TRIES = 500;
    private static final long START_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    private static Path tool(String name) {
        Optional<Path> found = Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is missing: install Debian's package postfix");
        return found.orElseThrow();
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        started.add(process);
        return process;
    }

    /** Starts {@code smtp-sink} with these options and waits until it listens. */
    private int sink(String... options) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        int port = FreePort.find();
        List<String> command = new ArrayList<>(List.of(tool("smtp-sink").toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of(options));
        command.addAll(List.of("127.0.0.1:" + port, "100"));
        start(command);
        awaitPort(port);
        return port;
    }

    private void awaitPort(int port) throws IOException {
        for (int i = 0; i < START_TRIES; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertTrue(socket.isConnected());
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(START_PAUSE_NANOS);
            }
        }
        throw new IOException("smtp-sink does not listen: " + Files.readString(folder.resolve("output")));
    }

    private static SmtpMailTransport client(int port) {
        return new SmtpMailTransport(new Smarthost("127.0.0.1", port), SmtpClientSettings.standard("out.example"));
    }

    private static AttemptOutcome send(SmtpMailTransport client, String content) {
        Envelope envelope = new Envelope(
                EmailAddress.parse("b+t@bounce.example").orElseThrow(),
                EmailAddress.parse("ann@there.example").orElseThrow());
        return client.attempt(envelope, WholeMessage.given(content), () -> {});
    }

    @Test
    void smtpSinkGetsEveryMessageOnceAndByteForByte() throws Exception {
        int port = sink("-d", "mail.");
        int messages = 200;
        List<Callable<AttemptOutcome>> sends = new ArrayList<>();
        try (SmtpMailTransport client = client(port);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < messages; i++) {
                String content = "Subject: %d\r\n\r\n.dot\r\n..two\r\n.\r\nend %d\r\n".formatted(i, i);
                sends.add(() -> send(client, content));
            }
            for (Future<AttemptOutcome> outcome : threads.invokeAll(sends)) {
                assertTrue(assertInstanceOf(AttemptOutcome.Replied.class, outcome.get())
                        .delivered());
            }
        }
        List<String> kept = dumps();
        assertEquals(messages, kept.size());
        for (int i = 0; i < messages; i++) {
            String content = "Subject: %d\n\n.dot\n..two\n.\nend %d\n".formatted(i, i);
            assertEquals(1, kept.stream().filter(mail -> mail.contains(content)).count(), content);
        }
    }

    private List<String> dumps() throws IOException {
        List<String> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("mail."))
                    .toList()) {
                kept.add(Files.readString(file).replace("\r\n", "\n"));
            }
        }
        return kept;
    }

    @Test
    void smtpSinkRefusesAndTheCommandIsKnown() throws Exception {
        int hard = sink("-f", "rcpt");
        int soft = sink("-r", "data");
        try (SmtpMailTransport toHard = client(hard);
                SmtpMailTransport toSoft = client(soft)) {
            AttemptOutcome.Replied refused =
                    assertInstanceOf(AttemptOutcome.Replied.class, send(toHard, "Subject: x\r\n\r\nx\r\n"));
            assertEquals(SmtpCommand.RCPT, refused.command());
            assertTrue(refused.reply().isPermanent());
            AttemptOutcome.Replied deferred =
                    assertInstanceOf(AttemptOutcome.Replied.class, send(toSoft, "Subject: x\r\n\r\nx\r\n"));
            assertEquals(SmtpCommand.DATA, deferred.command());
            assertTrue(deferred.reply().isTransient());
        }
    }

    @Test
    void smtpSinkHangsUpAfterTheDotAndTheMessageMayBeThere() throws Exception {
        int port = sink("-q", ".");
        try (SmtpMailTransport client = client(port)) {
            AttemptOutcome.Failed failed =
                    assertInstanceOf(AttemptOutcome.Failed.class, send(client, "Subject: x\r\n\r\nx\r\n"));
            assertTrue(failed.maybeAccepted());
        }
    }

    @Test
    void everyReportOfSmtpSourceIsKept() throws Exception {
        String source = tool("smtp-source").toString();
        int messages = 300;
        List<ReturnedMail> taken = new CopyOnWriteArrayList<>();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        SmtpServerSettings settings = new SmtpServerSettings(
                anyPort, "returned-mail.port", "mx.bounce.example", Optional.empty(), ServerLimits.STANDARD);
        try (ReturnedMailServer server =
                ReturnedMailServer.start(settings, new KeepAll(taken), InstantSource.system())) {
            Process process = start(List.of(
                    source,
                    "-s",
                    "10",
                    "-m",
                    String.valueOf(messages),
                    "-l",
                    "4096",
                    "-f",
                    "mailer@there.example",
                    "-t",
                    "b+token@bounce.example",
                    "127.0.0.1:" + server.address().getPort()));
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), Files.readString(folder.resolve("output")));
        }
        assertEquals(messages, taken.size());
    }

    private record KeepAll(List<ReturnedMail> taken) implements ReturnedMailDesk {

        @Override
        public RecipientCheck check(String envelopeRecipient) {
            return RecipientCheck.ACCEPTED;
        }

        @Override
        public CompletableFuture<Void> take(ReturnedMail mail) {
            taken.add(mail);
            return CompletableFuture.completedFuture(null);
        }
    }
}
