package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * To whom a returned message was sent, as its headers show. The envelope survives in the headers of the last
 * server, or as {@code for <ann@example.org>} in its Received line; the To header is only what a person wrote.
 */
final class EnvelopeRecipients {

    private static final List<String> HEADERS =
            List.of("x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "x-rcpt-to");

    private EnvelopeRecipients() {}

    /** Those known, best source only; none if nothing is known. */
    static List<String> of(Headers returned) {
        for (String received : returned.values("received")) {
            Optional<String> recipient = recipient(received);
            if (recipient.isPresent()) {
                return List.of(recipient.get());
            }
        }
        for (String name : HEADERS) {
            Optional<String> recipient = returned.first(name).flatMap(Addresses::first);
            if (recipient.isPresent()) {
                return List.of(recipient.get());
            }
        }
        List<String> named = new ArrayList<>();
        for (String value : returned.values("to")) {
            Addresses.all(value).forEach(hit -> named.add(hit.address()));
        }
        return List.copyOf(named);
    }

    private static Optional<String> recipient(String received) {
        int at = received.toLowerCase(Locale.ROOT).indexOf(" for ");
        int end = received.indexOf(';', Math.max(at, 0));
        return at < 0 ? Optional.empty() : Addresses.first(received.substring(at, end < 0 ? received.length() : end));
    }
}
