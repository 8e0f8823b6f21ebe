package dev.rebound.engine.intake;

import java.time.Instant;
import java.util.List;

/**
 * A message that came back, as it came.
 *
 * @param envelopeFrom the reverse path, empty for the null sender
 * @param envelopeRecipients those accepted at {@code RCPT}
 * @param content the message, bytes as received (dots unstuffed)
 * @param peer IP address of the sender, as text; of a provider's event, which is kept as mail is, the source
 */
@SuppressWarnings("ArrayRecordComponent") // a message is bytes; nobody compares two by value
public record ReturnedMail(
        String envelopeFrom, List<String> envelopeRecipients, byte[] content, String peer, Instant receivedAt) {

    public ReturnedMail {
        envelopeRecipients = List.copyOf(envelopeRecipients);
    }
}
