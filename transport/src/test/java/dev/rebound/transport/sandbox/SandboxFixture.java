package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.time.RehearsalClock;
import dev.rebound.transport.sandbox.script.SandboxScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A sandbox internet on a clock that the test turns, and what a sender needs to use it. */
final class SandboxFixture implements AutoCloseable {

    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private static final long POLL_NANOS = 2_000_000;

    static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    static final String BOUNCE_DOMAIN = "bounces.rebound.test";
    static final String RETURN_PATH = "b+abc@" + BOUNCE_DOMAIN;

    final RehearsalClock clock = clock();
    final NoticeCatcher caught = new NoticeCatcher();
    final SandboxScript script;
    private final Path folder;
    SandboxInternet internet;

    SandboxFixture(SandboxScript script, Path folder) {
        this.script = script;
        this.folder = folder;
        this.internet = start();
    }

    /** Shows nine o'clock and goes on from there, in real time until it is told to jump. */
    static RehearsalClock clock() {
        return new RehearsalClock(START);
    }

    static SandboxFixture standard(Path folder) {
        return new SandboxFixture(SandboxScript.standard(), folder);
    }

    private SandboxInternet start() {
        return SandboxInternet.start(
                new SandboxSettings(script, folder, Map.of(BOUNCE_DOMAIN, caught.address())), clock);
    }

    /** As after a crash: another instance over the same folder. */
    void restart() {
        internet.close();
        internet = start();
    }

    void pass(Duration time) {
        clock.jump(time);
    }

    /** Waits for something that another thread is about to do. */
    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not happen within " + WAIT_MAX);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** The server's answer from the name server, any code. */
    Message resolve(String name, int type, boolean tcp) throws IOException {
        SimpleResolver resolver = new SimpleResolver(internet.dnsAddress());
        resolver.setTCP(tcp);
        resolver.setTimeout(Duration.ofSeconds(2));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
    }

    /** The address of the domain's last mail server, found the way a sender finds it. */
    InetAddress mailServer(String domain) throws IOException {
        MXRecord mx = (MXRecord)
                resolve(domain, Type.MX, false).getSection(Section.ANSWER).getLast();
        String host = mx.getTarget().toString(true);
        return ((ARecord)
                        resolve(host, Type.A, false).getSection(Section.ANSWER).getFirst())
                .getAddress();
    }

    SmtpClientByHand connect(String domain) throws IOException {
        return new SmtpClientByHand(mailServer(domain), internet.smtpPort());
    }

    Optional<SmtpReply> deliver(String recipient, String messageId) throws IOException {
        return deliver(RETURN_PATH, recipient, messageId);
    }

    Optional<SmtpReply> deliver(String returnPath, String recipient, String messageId) throws IOException {
        try (SmtpClientByHand client =
                connect(EmailAddress.parse(recipient).orElseThrow().domain())) {
            return client.deliver(returnPath, recipient, message(recipient, messageId));
        }
    }

    static String message(String recipient, String messageId) {
        return """
                From: News <news@rebound.test>
                To: %s
                Subject: September newsletter
                Message-ID: %s
                Date: Tue, 24 Nov 2026 09:00:00 +0000

                Hello,
                .this line begins with a dot.
                """.formatted(recipient, messageId).replace("\n", "\r\n");
    }

    InetSocketAddress dns() {
        return internet.dnsAddress();
    }

    @Override
    public void close() {
        internet.close();
        caught.close();
    }
}
