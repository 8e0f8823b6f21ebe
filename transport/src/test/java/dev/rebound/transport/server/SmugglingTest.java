package dev.rebound.transport.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever looks like an end of data to some other server must not be one here, nor be let through. */
class SmugglingTest {

    private static final String SMUGGLED =
            "MAIL FROM:<x@evil.example>\r\nRCPT TO:<b+evil@bounce.example>\r\nDATA\r\nevil\r\n.\r\n";

    private final MemoryDesk desk = new MemoryDesk();
    private final ReturnedMailServer server = Servers.start(desk);

    @AfterEach
    void stop() {
        server.close();
    }

    private Client toData() throws Exception {
        Client client = Client.greeted(server.address());
        client.ask("MAIL FROM:<>\r\n");
        client.ask("RCPT TO:<b+token@bounce.example>\r\n");
        client.ask("DATA\r\n");
        return client;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\n.\r\n",
                "\r.\r",
                "\r.\r\n",
                "\r\n.\n",
                "\r\n.\r",
                "\r\n.\r\r\n",
                "\n\n.\r\n",
                "\r\n.\0\n",
                "a\nb",
                "a\rb",
                "\r\r\n.\r\n"
            })
    void aMessageWithABareLineEndIsRefusedAndTheConnectionClosed(String variant) throws Exception {
        try (Client client = toData()) {
            client.say("text" + variant + SMUGGLED + "QUIT\r\n");
            assertEquals(List.of("554 5.6.0 Message has a bare CR or LF"), client.repliesToEnd());
        }
        assertEquals(List.of(), desk.taken);
    }

    @Test
    void aDotBehindANulIsTextLikeAnyOther() throws Exception {
        try (Client client = toData()) {
            assertEquals("250 2.0.0 Kept", client.ask("text\r\n\0.\r\nMAIL FROM:<x@evil.example>\r\n.\r\n"));
        }
        assertEquals(1, desk.taken.size());
        String content = new String(desk.taken.getFirst().content(), StandardCharsets.UTF_8);
        assertEquals("text\r\n\0.\r\nMAIL FROM:<x@evil.example>\r\n", content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NOOP\nNOOP\r\n", "NOOP\rNOOP\r\n", "NOOP\r\r\n", "NO\0OP\r\n", "RCPT TO:<a@b.example>\nDATA\r\n"
            })
    void aCommandWithABareLineEndIsRefusedAndTheConnectionClosed(String commands) throws Exception {
        try (Client client = Client.greeted(server.address())) {
            client.say(commands + "NOOP\r\n");
            assertEquals(List.of("500 5.5.2 Lines end in CRLF and hold no NUL"), client.repliesToEnd());
        }
    }

    @Test
    void aCommandThatIsNotUtf8IsRefused() throws Exception {
        try (java.net.Socket socket = new java.net.Socket(
                server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(new byte[] {'E', 'H', 'L', 'O', ' ', (byte) 0xc0, (byte) 0x80, '\r', '\n'});
            socket.shutdownOutput();
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(said.contains("500 5.5.2 Command is not UTF-8"), said);
        }
    }
}
