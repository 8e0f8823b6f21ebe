package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.transport.sandbox.record.DeliverySummary;
import dev.rebound.transport.sandbox.record.RecordLine;
import dev.rebound.transport.sandbox.record.RecordReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The sandbox, killed in the middle of a send. */
class SandboxKilledIT {

    private static final int CLIENTS = 8;
    private static final int KILLED_AFTER = 200;

    @TempDir
    Path folder;

    @Test
    void everythingItTookIsOnRecordAfterKillAndTheNoticesStillCome() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        CountDownLatch enough = new CountDownLatch(KILLED_AFTER);
        Process process = start();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Address server = address(process);
            AtomicInteger next = new AtomicInteger();
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> sendUntilItDies(server, next, id -> {
                    acknowledged.add(id);
                    enough.countDown();
                }));
            }
            assertTrue(enough.await(60, TimeUnit.SECONDS), "acknowledged: " + acknowledged.size());
            process.destroyForcibly();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        }
        Set<String> recorded = new HashSet<>();
        RecordReader.forEach(folder, line -> {
            if (line instanceof RecordLine.Accepted accepted) {
                recorded.add(accepted.messageId());
            }
        });
        assertTrue(recorded.containsAll(acknowledged));
        DeliverySummary before = RecordReader.summary(folder);
        assertEquals(before.delivered(), before.noticesOwed());
        try (SandboxFixture again = SandboxFixture.standard(folder)) {
            assertEquals(before, again.internet.deliveries());
            again.pass(Duration.ofHours(1));
            for (long i = 0; i < before.noticesOwed(); i++) {
                assertTrue(again.caught.next().isPresent(), "notices that came: " + i);
            }
        }
    }

    /** Where the process's mail servers are. */
    private record Address(InetAddress host, int port) {}

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Address address(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        List<Integer> ports = List.of(
                        Optional.ofNullable(out.readLine()).orElse("").split(" "))
                .stream()
                .map(Integer::valueOf)
                .toList();
        SimpleResolver resolver =
                new SimpleResolver(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports.get(0)));
        Message answer = resolver.send(
                Message.newQuery(Record.newRecord(Name.fromString("mx.acme.example."), Type.A, DClass.IN)));
        return new Address(((ARecord) answer.getSection(Section.ANSWER).getFirst()).getAddress(), ports.get(1));
    }

    private static void sendUntilItDies(Address server, AtomicInteger next, Consumer<String> acknowledged) {
        boolean alive = true;
        while (alive) {
            String id = "<" + next.incrementAndGet() + "@rebound.test>";
            try (SmtpClientByHand client = new SmtpClientByHand(server.host(), server.port())) {
                String recipient = "ann+late-unknown-postfix@acme.example";
                Optional<SmtpReply> reply =
                        client.deliver(SandboxFixture.RETURN_PATH, recipient, SandboxFixture.message(recipient, id));
                reply.filter(SmtpReply::isPositive).ifPresent(r -> acknowledged.accept(id));
            } catch (IOException dead) {
                alive = false;
            }
        }
    }
}
