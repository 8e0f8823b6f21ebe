package dev.rebound.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.store.FreshFolders;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in quarantine, of a data folder that no server has open. */
class QuarantineCommandTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T09:00:00Z");
    /** Would turn a terminal's text red and the direction of writing round. */
    private static final String STEERING = "Subject: hello \u001b[31mred\u202e\r\n\r\nwords\r\n";

    @TempDir(factory = FreshFolders.class)
    private Path data;

    private final TypedCommands commands = new TypedCommands();

    @BeforeEach
    void keepThree() {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            keep(store, "192.0.2.7", "mailer@one.example", STEERING, QuarantineReason.EXPIRED_TOKEN);
            keep(store, "192.0.2.7", "mailer@two.example", "Subject: two\r\n\r\n", QuarantineReason.NO_TOKEN);
            keep(store, "192.0.2.8", "", "x".repeat(70_000), QuarantineReason.NO_TOKEN);
        }
    }

    private static void keep(Store store, String peer, String from, String content, QuarantineReason why) {
        store.quarantine()
                .keep(
                        new ReturnedMail(
                                from,
                                List.of("b+token@bounce.here.example"),
                                content.getBytes(StandardCharsets.UTF_8),
                                peer,
                                MORNING),
                        why,
                        EvidenceGrade.UNPROVEN)
                .join();
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of("quarantine"));
        all.addAll(List.of(words));
        all.addAll(2, List.of("--data", data.toString()));
        return commands.run(all.toArray(String[]::new));
    }

    private List<String> ids() {
        return commands.out()
                .lines()
                .map(line -> line.replaceAll(".*\"id\":\"(\\d+)\".*", "$1"))
                .toList();
    }

    @Test
    void itIsListedNewestFirstAndFiltered() {
        assertEquals(0, run("list", "--output", "jsonl"));
        assertEquals(List.of("3", "2", "1"), ids());
        assertTrue(
                commands.out()
                        .contains(
                                "{\"id\":\"2\",\"received\":\"2026-11-24T09:00:00Z\",\"why\":\"NO_TOKEN\","
                                        + "\"grade\":\"UNPROVEN\",\"peer\":\"192.0.2.7\",\"envelope from\":\"mailer@two.example\",\"octets\":\"16\"}"),
                commands.out());

        run("list", "--output", "jsonl", "--why", "no_token", "--peer", "192.0.2.7");
        assertEquals(List.of("2"), ids());
        run("list", "--output", "jsonl", "--search", "one.example");
        assertEquals(List.of("1"), ids());
        run("list", "--output", "jsonl", "--grade", "unproven", "--search", "two.example");
        assertEquals(List.of("2"), ids());
        run("list", "--grade", "PLAUSIBLE");
        assertEquals("(none)\n", commands.out());
        run("list", "--search", "nobody");
        assertEquals("(none)\n", commands.out());
    }

    @Test
    void itIsCountedByReasonAndBySender() {
        assertEquals(0, run("counts", "--output", "jsonl", "--peers", "1"));
        assertEquals("""
                {"by":"why","value":"EXPIRED_TOKEN","messages":"1","last":""}
                {"by":"why","value":"NO_TOKEN","messages":"2","last":""}
                {"by":"grade","value":"UNPROVEN","messages":"3","last":""}
                {"by":"peer","value":"192.0.2.7","messages":"2","last":"2026-11-24T09:00:00Z"}
                """, commands.out());
    }

    @Test
    void oneIsShownWithoutWhatSteersATerminal() {
        assertEquals(0, run("show", "1"));
        assertTrue(
                commands.out().contains("MAIL FROM  <mailer@one.example>\nRCPT TO    <b+token@bounce.here.example>"));
        assertTrue(commands.out().contains("hello  [31mred"), commands.out());
        assertFalse(commands.out().contains("\u001b") || commands.out().contains("\u202e"), commands.out());

        assertEquals(0, run("show", "3"));
        assertTrue(commands.out().contains("... 4464 octets more: rebound quarantine raw"));
    }

    @Test
    void oneIsFetchedAsItCame() {
        assertEquals(0, run("raw", "1"));
        assertEquals(STEERING, commands.out());
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertEquals(1, run("show", "4"));
        assertEquals("there is no message 4 in quarantine\n", commands.err());
        assertEquals(1, run("raw", "4"));
        assertEquals("", commands.out());
    }
}
