package dev.rebound.engine.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.delivery.MessageQueue.Standing;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.memory.MemoryLedger;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.time.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimedMessageTest {

    private static final QueuedMessage MESSAGE = new QueuedMessage(
            new MessageId(1),
            new AccountId(1),
            new EmailId(1),
            Optional.of(new ContactId(1)),
            EmailAddress.parse("ann@shop.example").orElseThrow(),
            "Ann",
            "",
            ContactProperties.NONE,
            0,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            NodeNumber.SOLE);

    private final MemoryLedger ledger = new MemoryLedger();

    private Standing standing(Duration ago) {
        ledger.unsubscribeAll();
        ClaimedMessage claimed = new ClaimedMessage(MESSAGE, new Standing.Clear(), RealTime.nanos() - ago.toNanos());
        return claimed.standingNow(ledger);
    }

    @Test
    void whatWasAskedAMomentAgoHolds() {
        assertEquals(new Standing.Clear(), standing(Duration.ZERO));
    }

    @Test
    void whatWasAskedLongerAgoIsAskedAgain() {
        assertEquals(
                new Standing.Refused(NotSentReason.UNSUBSCRIBED),
                standing(ClaimedMessage.FRESH_FOR.plus(Duration.ofMillis(1))));
    }
}
