package dev.rebound.transport.smtp;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageContent;
import java.util.List;
import java.util.Optional;

/**
 * One content for one or more recipients, in the form it takes on the wire.
 *
 * @param reversePath without angle brackets, domain in A-labels
 * @param forwardPaths the same; each one once, never empty
 */
record Mail(String reversePath, List<String> forwardPaths, WireContent content) {

    static Mail of(EmailAddress returnPath, List<EmailAddress> recipients, MessageContent content) {
        List<String> forwardPaths =
                recipients.stream().map(Mail::path).distinct().toList();
        return new Mail(path(returnPath), forwardPaths, WireContent.of(content));
    }

    /** The same for some of its recipients only. */
    Mail to(List<String> some) {
        return new Mail(reversePath, some, content);
    }

    /** Whether an address needs SMTPUTF8 (RFC 6531). */
    boolean utf8() {
        return !isAscii(reversePath) || !forwardPaths.stream().allMatch(Mail::isAscii);
    }

    /**
     * Addresses are checked where they enter; checked again here, because a line feed that slipped in
     * would be a command.
     *
     * @throws IllegalArgumentException if it is not an address that may stand in a command
     */
    static String path(EmailAddress address) {
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
