package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.engine.ledger.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of its writes, again and again: what it acknowledged is there. */
final class KilledProcessIT {

    private static final int KILLS = 3;
    private static final int LINES_BEFORE_KILL = 500;
    private static final long MESSAGES_APART = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void whateverWasAcknowledgedIsThereAndTheTablesAgree() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(acknowledgedUntilKilled(1 + kill * MESSAGES_APART, LINES_BEFORE_KILL * (kill + 1)));
        }

        try (Ports ports = StorePorts.in(folder)) {
            Verification verification = ports.ledger().verify();
            assertEquals(List.of(), verification.differences());
            assertTrue(verification.events() >= acknowledged.size());
            for (String line : acknowledged) {
                assertThere(ports, line);
            }
        }
    }

    /** Reads to the very end: lines that were on their way when the process died count too. */
    private List<String> acknowledgedUntilKilled(long firstMessage, int lines)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(firstMessage))
                .redirectError(Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = out.readLine();
            while (line != null) {
                // The last one may be cut off in its middle.
                if (line.matches("(accepted|bounced) \\d+")) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == lines) {
                    // Not the process itself, which would also close the stream we read from.
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        assertTrue(acknowledged.size() >= lines, () -> "it ended by itself after " + acknowledged.size() + " lines");
        acknowledged.removeLast();
        return acknowledged;
    }

    private static void assertThere(Ports ports, String line) {
        String[] words = line.split(" ", -1);
        long number = Long.parseLong(words[1]);
        MessageState message = ports.ledger()
                .state(RecordingProcess.addressOf(number).key())
                .messages()
                .get(new MessageId(number));
        assertNotNull(message, line);
        if (words[0].equals("bounced")) {
            assertEquals(MessageStatus.BOUNCED, message.status(), line);
        }
    }
}
