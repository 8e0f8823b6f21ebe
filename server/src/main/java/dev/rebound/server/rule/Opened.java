package dev.rebound.server.rule;

import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.ReportedRecipient;
import java.util.List;
import java.util.Optional;

/** What was found in what somebody put on the bench. */
public sealed interface Opened {

    /** A server's reply. */
    record OfReply(Explained explained) implements Opened {}

    /**
     * A message.
     *
     * @param recipients the first of those it names
     * @param left how many more it names
     */
    record OfMessage(ReadMessage message, List<Recipient> recipients, int left) implements Opened {

        public OfMessage {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * A recipient of a report.
     *
     * @param explained empty if nothing failed for it
     */
    record Recipient(ReportedRecipient reported, Optional<Explained> explained) {}
}
