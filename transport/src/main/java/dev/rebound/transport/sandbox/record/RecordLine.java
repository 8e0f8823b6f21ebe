package dev.rebound.transport.sandbox.record;

import dev.rebound.core.address.AddressKey;
import java.time.Instant;
import java.util.Optional;

/** One line of the record. Times are {@code WorldClock} time. */
public sealed interface RecordLine {

    Instant at();

    /**
     * A server took a message for one recipient; written before it said so.
     *
     * @param server host name of the server
     * @param messageId the {@code Message-ID} field with its angle brackets; empty if there was none
     * @param behaviour name of the behaviour that was played
     * @param duplicate the same message was delivered to the same recipient before: it was taken and
     *     thrown away
     * @param owed the notice that follows; never with a duplicate
     */
    record Accepted(
            Instant at,
            String server,
            String messageId,
            AddressKey recipient,
            String behaviour,
            boolean duplicate,
            Optional<OwedNotice> owed)
            implements RecordLine {}

    /** What a behaviour's time counts from. */
    record FirstAttempt(Instant at, String key) implements RecordLine {}

    /** The sender's server took the notice. It may have taken it twice if the sandbox died before this line. */
    record NoticeSent(Instant at, String id) implements RecordLine {}

    /** The sender's server did not want the notice. */
    record NoticeGivenUp(Instant at, String id, String why) implements RecordLine {}
}
