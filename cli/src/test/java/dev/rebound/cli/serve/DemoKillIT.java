package dev.rebound.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.LedgerInspection;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.transport.sandbox.record.DeliverySummary;
import dev.rebound.transport.sandbox.record.RecordReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of the demo's send, several times, and what is left of it. */
@Tag("slow")
class DemoKillIT {

    /** The three first emails of the story. */
    private static final int CONTACTS = 1_600;

    @TempDir
    private Path folder;

    @Test
    void aDemoKilledWhileItSendsLosesNoMessageAndSendsNoneTwice() throws Exception {
        Path data = folder.resolve("data");
        for (int messages : List.of(50, 250, 600)) {
            try (DemoProcess demo = DemoProcess.start(data, 120)) {
                demo.awaitTaken(messages);
                demo.kill();
            }
            assertAgrees(LedgerInspection.verify(data));
        }
        try (DemoProcess demo = DemoProcess.start(data, 120)) {
            demo.await("no message left untried", () -> isEveryMessageTried(data));
            demo.stop();
        }
        assertAgrees(LedgerInspection.verify(data));
        assertEveryCountAddsUp(data);
        assertNoneWasSentTwice(data);
    }

    private static boolean isEveryMessageTried(Path data) {
        Set<MessageId> accepted = new HashSet<>();
        Set<MessageId> untried = new HashSet<>();
        LedgerInspection.replay(data, event -> {
            if (event instanceof LedgerEvent.Queued queued) {
                accepted.add(queued.message());
                untried.add(queued.message());
            } else if (event instanceof LedgerEvent.OfMessage of) {
                accepted.add(of.message());
                untried.remove(of.message());
            }
        });
        return accepted.size() >= CONTACTS && untried.isEmpty();
    }

    private static void assertAgrees(Verification verification) {
        assertEquals(List.of(), verification.differences());
        assertTrue(verification.agrees());
    }

    private static void assertEveryCountAddsUp(Path data) {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            for (Account account : store.accounts().all()) {
                long contacts = store.contacts().count(account.id(), "");
                for (MarketingEmail email : store.emails().page(account.id(), Optional.empty(), 10)) {
                    EmailFigures figures = store.emails().figures(account.id(), email.id());
                    assertEquals(EmailState.SENT, email.state());
                    assertEquals(contacts, figures.selected(), email.content().name());
                    assertEquals(figures.sent(), figures.delivered() + figures.bounced() + figures.pending());
                }
            }
        }
    }

    /**
     * A copy would only be possible in the instant between a server's 250 and our next write; then the
     * ledger says so.
     */
    private static void assertNoneWasSentTwice(Path data) {
        DeliverySummary taken = RecordReader.summary(data.resolve("sandbox"));
        List<LedgerEvent> marked = new ArrayList<>();
        LedgerInspection.replay(data, event -> {
            if (event instanceof LedgerEvent.Interrupted) {
                marked.add(event);
            }
        });
        assertTrue(
                taken.duplicates() <= marked.size(),
                () -> taken.duplicates() + " sent twice, " + marked.size() + " marked as possibly so");
    }
}
