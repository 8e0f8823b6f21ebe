package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.transport.sandbox.script.SandboxScript;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class SandboxNameServerTest {

    private static final String SCRIPT = """
            [behaviours.delivers]
            about = "takes it"
            expect = "DELIVERED"
            [behaviours.silent-dns]
            about = "its name server does not answer"
            expect = "SOFT/TEMPORARY"
            at = "dns"
            action = "silence"
            [domains."a.example"]
            mx = ["mx1.a.example", "mx2.a.example"]
            mix = { delivers = 1 }
            [domains."silent.example"]
            always = "silent-dns"
            """;

    @TempDir
    Path folder;

    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = SandboxFixture.standard(folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void namesMailServersInOrderOfPreferenceWithTheirAddresses() throws IOException {
        Message answer = sandbox.resolve("gmail.example", Type.MX, false);
        List<MXRecord> servers = answer.getSection(Section.ANSWER).stream()
                .map(MXRecord.class::cast)
                .toList();
        assertEquals(
                List.of("mx1.google.example.", "mx2.google.example."),
                servers.stream().map(mx -> mx.getTarget().toString()).toList());
        assertTrue(servers.get(0).getPriority() < servers.get(1).getPriority());
        for (MXRecord mx : servers) {
            Record address = sandbox.resolve(mx.getTarget().toString(true), Type.A, false)
                    .getSection(Section.ANSWER)
                    .getFirst();
            assertTrue(((ARecord) address).getAddress().isLoopbackAddress());
        }
    }

    @Test
    void answersOverTcpAndInAnyCase() throws IOException {
        assertEquals(
                2,
                sandbox.resolve("GMail.Example", Type.MX, true)
                        .getSection(Section.ANSWER)
                        .size());
    }

    @Test
    void knowsTheDomainThatReportsGoTo() throws IOException {
        assertEquals(
                "127.0.0.1", sandbox.mailServer(SandboxFixture.BOUNCE_DOMAIN).getHostAddress());
    }

    @Test
    void whatIsNotInTheScriptDoesNotExist() throws IOException {
        for (String name : List.of("example.com", "gone-company.example", "mx.gone-company.example")) {
            Message answer = sandbox.resolve(name, Type.MX, false);
            assertEquals(Rcode.NXDOMAIN, answer.getRcode(), name);
            assertEquals(
                    Type.SOA, answer.getSection(Section.AUTHORITY).getFirst().getType());
        }
    }

    @Test
    void existsWithoutSuchRecord() throws IOException {
        assertEmpty("gmail.example", Type.A);
        assertEmpty("mx1.google.example", Type.AAAA);
        assertEmpty("parked.example", Type.MX);
        assertEmpty("parked.example", Type.A);
    }

    private void assertEmpty(String name, int type) throws IOException {
        Message answer = sandbox.resolve(name, type, false);
        assertEquals(Rcode.NOERROR, answer.getRcode(), name);
        assertTrue(answer.getSection(Section.ANSWER).isEmpty(), name);
    }

    @Test
    void failsForDomainWithBrokenNameServers() throws IOException {
        assertEquals(
                Rcode.SERVFAIL,
                sandbox.resolve("broken-dns.example", Type.MX, false).getRcode());
    }

    @Test
    void saysThatDomainTakesNoMail() throws IOException {
        MXRecord mx = (MXRecord) sandbox.resolve("no-mail.example", Type.MX, false)
                .getSection(Section.ANSWER)
                .getFirst();
        assertEquals(Name.root, mx.getTarget());
        assertEquals(0, mx.getPriority());
    }

    @Test
    void namesMailServerThatHasNoAddress() throws IOException {
        MXRecord mx = (MXRecord) sandbox.resolve("half-dns.example", Type.MX, false)
                .getSection(Section.ANSWER)
                .getFirst();
        Message answer = sandbox.resolve(mx.getTarget().toString(true), Type.A, false);
        assertFalse(answer.getSection(Section.ANSWER).stream().anyMatch(ARecord.class::isInstance));
    }

    @Test
    void keepsSilentWhereTheScriptSaysSo(@TempDir Path other) {
        try (SandboxFixture own = new SandboxFixture(SandboxScript.parse("own.toml", SCRIPT), other)) {
            assertThrows(IOException.class, () -> own.resolve("silent.example", Type.MX, false));
        }
    }

    @Test
    void survivesWhatIsNoQuery() throws IOException {
        try (DatagramSocket socket = new DatagramSocket();
                Socket tcp =
                        new Socket(sandbox.dns().getAddress(), sandbox.dns().getPort())) {
            for (byte[] garbage : List.of(new byte[0], new byte[1], new byte[12], new byte[4_000], bytes(0xff, 600))) {
                socket.send(new DatagramPacket(garbage, garbage.length, sandbox.dns()));
            }
            tcp.getOutputStream().write(bytes(0xff, 70_000));
        }
        assertEquals(
                Rcode.NOERROR, sandbox.resolve("gmail.example", Type.MX, false).getRcode());
        assertEquals(
                Rcode.NOERROR, sandbox.resolve("gmail.example", Type.MX, true).getRcode());
    }

    private static byte[] bytes(int value, int count) {
        byte[] bytes = new byte[count];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
