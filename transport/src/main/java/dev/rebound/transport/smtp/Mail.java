package dev.rebound.transport.smtp;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.Envelope;
import java.util.Optional;

/**
 * One message in the form it takes on the wire.
 *
 * @param reversePath without angle brackets, domain in A-labels
 * @param content dots stuffed, every line ended by CRLF
 * @param eightBit whether the content has bytes over 127
 * @param utf8 whether an address needs SMTPUTF8
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Mail(String reversePath, String forwardPath, byte[] content, boolean eightBit, boolean utf8) {

    static Mail of(Envelope envelope, byte[] content) {
        String reversePath = path(envelope.returnPath());
        String forwardPath = path(envelope.recipient());
        return new Mail(
                reversePath,
                forwardPath,
                WireContent.of(content),
                WireContent.hasEightBit(content),
                !isAscii(reversePath) || !isAscii(forwardPath));
    }

    /**
     * Addresses are checked where they enter; checked again here, because a line feed that slipped in
     * would be a command.
     *
     * @throws IllegalArgumentException if it is not an address that may stand in a command
     */
    private static String path(EmailAddress address) {
        Optional<EmailAddress> checked = EmailAddress.parse(address.text());
        if (checked.isEmpty() || !checked.get().equals(address)) {
            throw new IllegalArgumentException("not a checked address, not sent");
        }
        return address.localPart() + "@" + address.key().domain();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
