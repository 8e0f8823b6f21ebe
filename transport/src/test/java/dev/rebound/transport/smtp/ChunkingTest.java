package dev.rebound.transport.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Servers that take chunks get the text as it is, counted instead of dotted (RFC 3030). */
class ChunkingTest extends DialogueBench {

    private static final String ASKED = """
            S: 220 mx.example
            C: EHLO out.example
            S: 250-mx.example
            S: 250-PIPELINING
            S: 250 CHUNKING
            C: MAIL FROM:<b+t@bounce.example>
            C: RCPT TO:<ann@there.example>
            """;
    private static final String ACCEPTED = ASKED + "S: 250 ok\nS: 250 ok\n";

    private String outcome(String script, String message) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            use(server);
            String summary = summary(attempt(ENVELOPE, message.getBytes(StandardCharsets.UTF_8)));
            close();
            server.assertPlayed();
            return summary;
        }
    }

    @Test
    void theTextIsSentCountedAndWithoutDoubledDots() throws Exception {
        assertEquals("END_OF_DATA 250 taken", outcome(ACCEPTED + """
                C: BDAT 26 LAST
                C: Subject: x
                C:\s
                C: ..
                C: .
                C: end
                S: 250 taken
                C: QUIT
                S: 221 Bye
                """, "Subject: x\r\n\r\n..\r\n.\nend"));
        assertEquals(1, handedOver.get());
    }

    @Test
    void aRefusedRecipientGetsNoChunk() throws Exception {
        assertEquals("RCPT 550 5.1.1 Who?", outcome(ASKED + """
                S: 250 ok
                S: 550 5.1.1 Who?
                C: QUIT
                S: 221 Bye
                """, "Subject: x\r\n\r\n"));
        assertEquals(0, handedOver.get());
    }

    @Test
    void aRefusedChunkIsTheAnswerAndTheConnectionGoesOn() throws Exception {
        assertEquals("END_OF_DATA 554 5.6.0 No", outcome(ACCEPTED + """
                C: BDAT 14 LAST
                C: Subject: x
                C:\s
                S: 554 5.6.0 No
                C: QUIT
                S: 221 Bye
                """, "Subject: x\r\n\r\n"));
    }

    @Test
    void aConnectionLostAfterTheLastChunkLeavesTheMessageMaybeThere() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ACCEPTED + "C: BDAT 14 LAST\nC+ 14\nclose")) {
            use(server);
            assertEquals(
                    "CONNECTION_LOST at END_OF_DATA, maybe accepted",
                    summary(attempt(ENVELOPE, bytes("Subject: x\r\n\r\n"))));
        }
    }

    @Test
    void aLargeMessageIsOneChunkAndHandedOverBeforeItsLastBlock() throws Exception {
        byte[] large = new byte[1_000_000];
        Arrays.fill(large, (byte) '.');
        large[large.length - 2] = '\r';
        large[large.length - 1] = '\n';
        try (ScriptedServer server = new ScriptedServer(
                ACCEPTED + "C: BDAT 1000000 LAST\nC+ 1000000\nS: 250 taken\nC: QUIT\nS: 221 Bye\n")) {
            use(server);
            assertTrue(replied(attempt(ENVELOPE, large)).delivered());
            close();
            server.assertPlayed();
        }
        assertEquals(1, handedOver.get());
    }
}
