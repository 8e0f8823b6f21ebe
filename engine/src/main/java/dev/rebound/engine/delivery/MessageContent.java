package dev.rebound.engine.delivery;

import java.util.Arrays;

/**
 * A complete message (RFC 5322, MIME) as it leaves. Nobody writes to the arrays, so a message can be looked at
 * by many and shares what it has in common with others.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public sealed interface MessageContent {

    /** How many octets it has. */
    int octets();

    /** All of it, in one array. */
    byte[] whole();

    /**
     * Made by our composer: every line ends in CRLF and has at most 998 octets, no line of the body opens with a
     * dot. So it can go on the wire without being looked through.
     *
     * @param own what only this message says: its head, and the body up to the last line that differs by
     *     recipient; ends with a line
     * @param shared the rest of the body, one array for all messages of an email; may be empty
     */
    record Composed(byte[] own, byte[] shared) implements MessageContent {

        @Override
        public int octets() {
            return own.length + shared.length;
        }

        @Override
        public byte[] whole() {
            byte[] whole = Arrays.copyOf(own, octets());
            System.arraycopy(shared, 0, whole, own.length, shared.length);
            return whole;
        }
    }

    /**
     * From somewhere else, with whatever line ends.
     *
     * @param text all of it
     */
    record Given(byte[] text) implements MessageContent {

        @Override
        public int octets() {
            return text.length;
        }

        @Override
        public byte[] whole() {
            return text;
        }
    }
}
