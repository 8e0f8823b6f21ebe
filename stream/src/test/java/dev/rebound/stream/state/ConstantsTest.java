package dev.rebound.stream.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.feed.seen.Seen;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Constants are kept by their number, in states that outlive this build. A new one may be added at the end of its line
 * here; anything else needs a new version of the form.
 */
final class ConstantsTest {

    @Test
    void constantsKeepTheirNumbers() {
        assertEquals("HARD SOFT PENDING", names(BounceType.values()));
        assertEquals("HIGH MEDIUM LOW NONE", names(Confidence.values()));
        assertEquals(
                "RECIPIENT CONTENT SENDER_AUTHENTICATION SENDER_REPUTATION RECEIVER NETWORK SENDER_SYSTEM UNKNOWN",
                names(Fault.values()));
        assertEquals(
                "UNKNOWN_USER MAILBOX_FULL CONTENT SPAM POLICY OTHER RECIPIENT_TEMPORARY FILTERED UNAUTHENTICATED"
                        + " TEMPORARY MAILBOX_MISCONFIGURED",
                names(Reason.values()));
        assertEquals("HELD RELEASED ROLLED_BACK", names(Hold.Standing.values()));
        assertEquals(
                "SES SENDGRID MAILGUN POSTMARK SPARKPOST MAILCHIMP HUBSPOT REBOUND PLAIN", names(ListSource.values()));
        assertEquals("QUEUED PENDING RELAYED DELIVERED BOUNCED NOT_SENT", names(MessageStatus.values()));
        assertEquals(
                "PREVIOUSLY_BOUNCED GLOBALLY_BOUNCED UNSUBSCRIBED INVALID_ADDRESS QUARANTINED CANCELLED",
                names(NotSentReason.values()));
        assertEquals(
                "DELAY DELIVERY_CONFIRMED AUTO_REPLY ANSWER COMPLAINT CHALLENGE UNREADABLE", names(NoteKind.values()));
        assertEquals("ELSEWHERE HERE", names(Seen.Beginning.values()));
    }

    private static String names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(" "));
    }
}
