package dev.rebound.transport.imap;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A piece of a response: a word, octets, or a list of pieces (RFC 3501, section 4). */
sealed interface ImapItem {

    /** An atom, a number, {@code NIL}, or what stands in quotes. */
    record Word(String text) implements ImapItem {}

    /** A literal. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Octets(byte[] octets) implements ImapItem {}

    /** In parentheses. */
    record Group(List<ImapItem> items) implements ImapItem {

        public Group {
            items = List.copyOf(items);
        }
    }

    /** As text, a character an octet; empty for a list. */
    default String word() {
        return switch (this) {
            case Word(String text) -> text;
            case Octets(byte[] octets) -> new String(octets, StandardCharsets.ISO_8859_1);
            case Group ignored -> "";
        };
    }

    /** As octets; none for a list. */
    default byte[] bytes() {
        return switch (this) {
            case Word(String text) -> text.getBytes(StandardCharsets.ISO_8859_1);
            case Octets(byte[] octets) -> octets;
            case Group ignored -> new byte[0];
        };
    }

    /** As a list; empty if it is none. */
    default List<ImapItem> list() {
        return this instanceof Group(List<ImapItem> items) ? items : List.of();
    }
}
