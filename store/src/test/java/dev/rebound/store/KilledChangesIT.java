package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.bulk.BulkStage;
import dev.rebound.engine.bulk.Bulks.Portion;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.reclassify.Reclassification;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.store.ChangingProcess.Work;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed in the middle of changing thousands of addresses: an import, an unbounce, its undoing, the settlement
 * of what the guard held, a judging again. What comes after goes on behind the last portion, and at the end the change is
 * whole, nothing is done twice, and the tables agree with the ledger.
 */
final class KilledChangesIT {

    private static final int LISTED = 10_000;
    private static final int BOUNCED = 1_500;

    @TempDir
    Path folder;

    private AccountId account = new AccountId(1);

    /** What an abandoned change is taken up by: it has not been touched for a minute. */
    private record Later(WorldClock clock) implements WorldClock {

        static Later now() {
            return new Later(WorldClock.system());
        }

        @Override
        public Instant instant() {
            return clock.instant().plus(Duration.ofMinutes(1));
        }

        @Override
        public void awaitUntil(Instant moment) throws InterruptedException {
            clock.awaitUntil(moment.minus(Duration.ofMinutes(1)));
        }
    }

    @Test
    void whateverIsKilledInTheMiddleComesToItsEnd() throws Exception {
        importUnbounceUndo();
        settleAndJudgeAgain();
    }

    private void importUnbounceUndo() throws Exception {
        BulkId list;
        try (Ports ports = StorePorts.in(folder)) {
            account = new World(ports).account();
            list = imported(ChangingProcess.bulks(ports, WorldClock.system()));
        }
        killedInTheMiddleOf(Work.APPLY, list.value());
        goesOn(list, BulkStage.APPLYING, BulkStage.DONE, LISTED);

        BulkId unbounce;
        try (Ports ports = StorePorts.in(folder)) {
            BulkChanges bulks = ChangingProcess.bulks(ports, WorldClock.system());
            unbounce = bulks.begin(new BulkOrder(account, BulkKind.UNBOUNCE, "ann", "*", Optional.empty()));
            bulks.addMatching(unbounce, account, "", Optional.empty());
            bulks.ready(unbounce);
        }
        killedInTheMiddleOf(Work.APPLY, unbounce.value());
        goesOn(unbounce, BulkStage.APPLYING, BulkStage.DONE, 0);
        killedInTheMiddleOf(Work.UNDO, unbounce.value());
        goesOn(unbounce, BulkStage.UNDOING, BulkStage.UNDONE, LISTED);
        try (Ports ports = StorePorts.in(folder)) {
            assertEquals(LISTED, count(ports, LedgerEvent.Imported.class));
            assertEquals(LISTED, count(ports, LedgerEvent.Unbounced.class));
            assertEquals(LISTED, count(ports, LedgerEvent.Restored.class));
            assertEquals(List.of(), ports.ledger().verify().differences());
        }
    }

    private BulkId imported(BulkChanges bulks) {
        BulkId list =
                bulks.begin(new BulkOrder(account, BulkKind.IMPORT, "ann", "list.csv", Optional.of(ListSource.PLAIN)));
        List<BulkEntry> entries = new ArrayList<>();
        for (int i = 1; i <= LISTED; i++) {
            entries.add(new BulkEntry(
                    World.key("l" + i + "@list.example"),
                    i,
                    new BulkEntry.Bounced(Reason.UNKNOWN_USER, Optional.empty(), "550")));
            if (entries.size() == 1_000) {
                bulks.add(list, new Portion(List.copyOf(entries), List.of(), entries.size()));
                entries.clear();
            }
        }
        bulks.ready(list);
        return list;
    }

    private void goesOn(BulkId id, BulkStage killedAt, BulkStage end, long suppressed) throws Exception {
        try (Ports ports = StorePorts.in(folder)) {
            BulkChanges bulks = ChangingProcess.bulks(ports, Later.now());
            assertEquals(killedAt, bulks.find(account, id).orElseThrow().stage(), "it was killed too late");
            bulks.finish();

            assertEquals(end, bulks.find(account, id).orElseThrow().stage());
            assertEquals(suppressed, suppressed(ports, Reason.UNKNOWN_USER));
        }
    }

    private long suppressed(Ports ports, Reason reason) {
        Map<Reason, Long> counts = ports.suppressions().counts(account);
        return counts.getOrDefault(reason, 0L);
    }

    private static <E extends LedgerEvent> long count(Ports ports, Class<E> type) {
        long[] found = {0};
        ports.ledger().replay(event -> found[0] += type.isInstance(event) ? 1 : 0);
        return found[0];
    }

    private void settleAndJudgeAgain() throws Exception {
        Circuit circuit;
        try (Ports ports = StorePorts.in(folder)) {
            account = new World(ports).account();
            anOutage(ports);
            circuit = ports.circuits().open().getFirst();
            assertTrue(ports.circuits().held(circuit.id()).getOrDefault(Hold.Standing.HELD, 0L) > BOUNCED / 2);
        }
        killedInTheMiddleOf(Work.SETTLE, circuit.id().value());
        try (Ports ports = StorePorts.in(folder)) {
            assertTrue(
                    ports.circuits().held(circuit.id()).getOrDefault(Hold.Standing.HELD, 0L) > 0,
                    "it was killed too late");
            ChangingProcess.guarding(ports, Later.now()).tick();

            assertEquals(
                    Map.of(Hold.Standing.RELEASED, (long) BOUNCED),
                    ports.circuits().held(circuit.id()));
            assertEquals(BOUNCED, suppressed(ports, Reason.UNKNOWN_USER));
            assertEquals(BOUNCED, count(ports, LedgerEvent.Released.class));
        }
        killedInTheMiddleOf(Work.RECLASSIFY, 0);
        try (Ports ports = StorePorts.in(folder)) {
            var judging = ChangingProcess.reclassifying(ports, Later.now(), () -> {});
            assertEquals(
                    Reclassification.State.RUNNING, judging.list().getFirst().state(), "it was killed too late");
            judging.finish();

            assertEquals(Reclassification.State.DONE, judging.list().getFirst().state());
            assertEquals(BOUNCED, suppressed(ports, Reason.POLICY));
            assertEquals(BOUNCED, count(ports, LedgerEvent.Reclassified.class));
            assertEquals(List.of(), ports.ledger().verify().differences());
            judging.undo(judging.list().getFirst(), "olga");
            assertEquals(BOUNCED, suppressed(ports, Reason.UNKNOWN_USER));
        }
    }

    /** Addresses that took mail ten days ago are all refused within a minute. */
    private void anOutage(Ports ports) {
        World world = new World(ports);
        world.contacts(account, BOUNCED);
        Instant before = World.NOON.minus(Duration.ofDays(10));
        for (RecipientRow row : recipients(ports, world.sentToEverybody(account))) {
            EvidenceId id = EvidenceId.of("taken", row.message().toString());
            last = ports.ledger()
                    .record(row.address().key(), new Observation.Taken(row.message(), before, id), Optional.empty());
        }
        last.join();
        for (RecipientRow row : recipients(ports, world.sent(account, "Second", new Selection.Everybody()))) {
            Evidence evidence = new Evidence(
                    EvidenceId.of("refused", row.message().toString()),
                    EvidenceSource.SMTP_REPLY,
                    World.NOON,
                    Diagnostic.ofText("550 5.1.1 no such user"),
                    Optional.empty());
            last = ports.ledger()
                    .record(
                            row.address().key(),
                            new Observation.PermanentFailure(
                                    row.message(), World.NOON, evidence.id(), World.verdict(Reason.UNKNOWN_USER)),
                            Optional.of(evidence));
        }
        last.join();
    }

    /** What was submitted last; it is committed after all before it. */
    private CompletableFuture<List<LedgerEvent>> last = CompletableFuture.completedFuture(List.of());

    private List<RecipientRow> recipients(Ports ports, EmailId email) {
        List<RecipientRow> all = new ArrayList<>();
        Optional<MessageId> after = Optional.empty();
        List<RecipientRow> page;
        do {
            page = ports.recipients().page(account, email, RecipientFilter.everybody(), after, 1_000);
            all.addAll(page);
            after = page.isEmpty() ? after : Optional.of(page.getLast().message());
        } while (page.size() == 1_000);
        return all;
    }

    private void killedInTheMiddleOf(Work work, long number) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChangingProcess.class.getName(),
                        folder.toString(),
                        work.name(),
                        account.toString(),
                        Long.toString(number))
                .redirectError(Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            assertEquals(ChangingProcess.IN_THE_MIDDLE, out.readLine(), work::name);
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
    }
}
