package dev.rebound.store.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptJournal.Leftover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // filled before each test
final class AttemptFileTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final SmtpReply OK = new SmtpReply(250, List.of("2.0.0 taken", "queued as 17 \u00e4"));
    private static final MessageId ONE = new MessageId(1);
    private static final MessageId TWO = new MessageId(2);

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("attempts.journal");
    }

    private List<Leftover> leftoversAfter(Work work) {
        // Not closed, as a killed process does not close it.
        work.on(AttemptFile.open(path));
        try (AttemptFile next = AttemptFile.open(path)) {
            return next.leftovers();
        }
    }

    private interface Work {
        void on(AttemptFile journal);
    }

    @Test
    void aNewJournalHasNoLeftovers() {
        assertEquals(List.of(), leftoversAfter(journal -> {}));
    }

    @Test
    void whatWasHandedOverOrTakenIsLeftOver() {
        List<Leftover> leftovers = leftoversAfter(journal -> {
            journal.handingOver(ONE, NOON);
            journal.handingOver(TWO, NOON);
            journal.taken(TWO, NOON.plusSeconds(1), OK, "mx.example.org");
        });

        assertEquals(
                List.of(
                        new Leftover.Unknown(ONE, NOON),
                        new Leftover.Taken(TWO, NOON.plusSeconds(1), OK, "mx.example.org")),
                leftovers);
    }

    @Test
    void whatIsSettledIsForgotten() {
        List<Leftover> leftovers = leftoversAfter(journal -> {
            journal.handingOver(ONE, NOON);
            journal.taken(ONE, NOON, OK, "mx.example.org");
            journal.settled(ONE);
            journal.settled(TWO);
        });

        assertEquals(List.of(), leftovers);
    }

    @Test
    void aMessageAppearsOnceWithItsLatestAttempt() {
        List<Leftover> leftovers = leftoversAfter(journal -> {
            journal.handingOver(ONE, NOON);
            journal.handingOver(TWO, NOON);
            journal.handingOver(ONE, NOON.plusSeconds(9));
        });

        assertEquals(
                List.of(new Leftover.Unknown(TWO, NOON), new Leftover.Unknown(ONE, NOON.plusSeconds(9))), leftovers);
    }

    @Test
    void aLineCutOffAnywhereIsIgnoredAndWrittenOverByTheNext() throws IOException {
        try (AttemptFile journal = AttemptFile.open(path)) {
            journal.handingOver(ONE, NOON);
        }
        int first = (int) Files.size(path);
        try (AttemptFile journal = AttemptFile.open(path)) {
            journal.taken(TWO, NOON, OK, "mx.example.org");
        }
        byte[] whole = Files.readAllBytes(path);

        for (int length = first; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            List<Leftover> leftovers = leftoversAfter(journal -> journal.handingOver(new MessageId(3), NOON));

            assertEquals(
                    List.of(new Leftover.Unknown(ONE, NOON), new Leftover.Unknown(new MessageId(3), NOON)),
                    leftovers,
                    "cut at " + length);
        }
    }

    @Test
    void aDamagedLineCostsOnlyItself() throws IOException {
        try (AttemptFile journal = AttemptFile.open(path)) {
            journal.handingOver(ONE, NOON);
            journal.handingOver(TWO, NOON);
        }
        byte[] content = Files.readAllBytes(path);
        content[3] ^= 1;
        Files.write(path, content);

        try (AttemptFile journal = AttemptFile.open(path)) {
            assertEquals(List.of(new Leftover.Unknown(TWO, NOON)), journal.leftovers());
        }
    }

    @Test
    void rubbishIsNoJournal() throws IOException {
        Files.writeString(path, "\n\n  \nx\ntaken\ntaken 1 2 3\n\0\0\0\n", StandardOpenOption.CREATE);

        try (AttemptFile journal = AttemptFile.open(path)) {
            assertEquals(List.of(), journal.leftovers());
        }
    }

    @Test
    void aReplyFullOfHostileTextStaysOneLine() {
        SmtpReply hostile = new SmtpReply(250, List.of("ok \0 settled 1", "x".repeat(100_000)));

        List<Leftover> leftovers = leftoversAfter(journal -> journal.taken(ONE, NOON, hostile, "mx \n settled 1"));

        assertEquals(1, leftovers.size());
        assertTrue(leftovers.getFirst() instanceof Leftover.Taken taken
                && taken.reply().code() == 250);
    }

    @Test
    void theFileStaysSmallHoweverMuchIsTried() throws Exception {
        try (AttemptFile journal = AttemptFile.open(path);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            journal.handingOver(TWO, NOON);
            for (int thread = 0; thread < 8; thread++) {
                int first = 10 + thread * 10_000;
                threads.execute(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        MessageId message = new MessageId(first + i);
                        journal.handingOver(message, NOON);
                        journal.taken(message, NOON, OK, "mx.example.org");
                        journal.settled(message);
                    }
                });
            }
        }

        assertTrue(
                Files.size(path) <= AttemptFile.SIZE_MAX,
                () -> "it has " + path.toFile().length() + " octets");
        try (AttemptFile journal = AttemptFile.open(path)) {
            assertEquals(List.of(new Leftover.Unknown(TWO, NOON)), journal.leftovers());
            journal.settled(TWO);
        }
    }

    @Test
    void aFileWithNothingUnsettledIsEmptied() throws IOException {
        try (AttemptFile journal = AttemptFile.open(path)) {
            for (int i = 1; i < 2_000; i++) {
                journal.handingOver(new MessageId(i), NOON);
                journal.settled(new MessageId(i));
            }
        }

        assertTrue(Files.size(path) <= AttemptFile.IDLE_SIZE_MAX + 100);
    }
}
