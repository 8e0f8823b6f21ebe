package dev.rebound.transport.sandbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.transport.sandbox.SmtpClientByHand;
import dev.rebound.transport.sandbox.notice.NoticeComposer;
import dev.rebound.transport.sandbox.notice.NoticePost;
import dev.rebound.transport.sandbox.record.DeliveryRecord;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.SandboxScript;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox on a machine that has no loopback address but 127.0.0.1. */
class OneAddressTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    Path folder;

    private DeliveryRecord record;
    private NoticePost post;
    private MailHosts hosts;
    private final Outages outages = new Outages();

    @BeforeEach
    void start() throws IOException {
        WorldClock clock = WorldClock.system();
        record = DeliveryRecord.open(folder);
        post = new NoticePost(clock, record, Map.of());
        hosts = MailHosts.startOnOneAddress(new MailWorld(
                SandboxScript.standard(), clock, record, new NoticeComposer(), post, SandboxTls.context(), outages));
    }

    @AfterEach
    void stop() {
        hosts.close();
        post.close();
        record.close();
    }

    @Test
    void everyServerHasTheOneAddress() {
        assertEquals(Set.of(LOOPBACK), Set.copyOf(hosts.addresses().values()));
    }

    @Test
    void recipientDecidesWhichServerItIs() throws IOException {
        assertEquals(250, code(deliver("ann+delivers@gmail.example")));
        assertEquals(550, code(deliver("ann+unknown-user@qq.example")));
        assertEquals(421, code(deliver("ann@crowded.example")));
        assertEquals(452, code(deliver("ann@diskless.example")));
        assertEquals(554, code(deliver("ann@elsewhere.example")));
    }

    @Test
    void anOutageStrikesEverybodyOfADomainForItsTime() throws IOException {
        Behaviour unknown = SandboxScript.standard()
                .behaviourOf(EmailAddress.parse("a+unknown-user@gmail.example").orElseThrow())
                .orElseThrow();
        outages.begin("gmail.example", unknown, Instant.now().minusSeconds(60), Duration.ofHours(1));
        outages.begin("outlook.example", unknown, Instant.now().minusSeconds(60), Duration.ofSeconds(30));

        assertEquals(550, code(deliver("ann+delivers@gmail.example")));
        assertEquals(250, code(deliver("ann+delivers@outlook.example")));
        assertEquals(250, code(deliver("ann+delivers@yahoo.example")));
    }

    @Test
    void serverThatDoesNotListenDropsTheConnection() throws IOException {
        assertEquals(Optional.empty(), deliver("ann@downtown.example"));
        assertEquals(Optional.empty(), deliver("ann@shaky.example"));
    }

    private Optional<SmtpReply> deliver(String recipient) throws IOException {
        try (SmtpClientByHand client = new SmtpClientByHand(LOOPBACK, hosts.port())) {
            return client.deliver("a@rebound.test", recipient, "Subject: x\r\n\r\nx\r\n");
        }
    }

    private static int code(Optional<SmtpReply> reply) {
        return reply.map(SmtpReply::code).orElse(0);
    }
}
