package dev.rebound.server.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.server.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code inboxes.suppressed-addresses} says {@code refuse}, nobody writes to an address that bounced. */
class RefusedBySettingTest {

    private static final String SAM = "sam@here.example";
    private static final String ANN = "ann@there.example";

    @Test
    void whoBouncedIsNotWrittenToWhateverItsWriterWants(@TempDir Path folder) throws IOException {
        try (SimulatedMail mail = new SimulatedMail();
                SamsOffice office = new SamsOffice(folder, Map.of("REBOUND_INBOXES_SUPPRESSED_ADDRESSES", "refuse"))) {
            MailServers servers = new MailServers(
                    new MailEndpoint("127.0.0.1", mail.imapPort(), Protection.CLEAR),
                    new MailEndpoint("127.0.0.1", mail.smtpPort(), Protection.CLEAR));
            Inbox inbox = office.awaitSeen(office.connected(SAM, "", servers, "opensesame"));
            OneToOneMessage written = office.write(inbox, ANN);
            mail.box(SAM).deliver(SampleReports.unknownUser(SAM, written.email().headerId(), ANN));
            office.awaitReports(SAM, 1);

            for (boolean insists : new boolean[] {false, true}) {
                assertEquals(
                        new OneToOneSending.Outcome.Withheld(NotSentReason.PREVIOUSLY_BOUNCED, false),
                        office.send(inbox, ANN, insists));
            }
            try (Browser sales = office.rebound().somebodyWho(Role.SALES)) {
                String page = sales.get("/a/" + office.rebound().account() + "/contacts/"
                                + office.contact(ANN).id() + "/write")
                        .body();
                assertTrue(page.contains("Mail to this address bounced before."), page);
                assertFalse(page.contains("name=\"insist\""), page);
            }
        }
    }
}
