package dev.rebound.transport.server;

import dev.rebound.transport.wire.WireReader;
import java.io.IOException;

/**
 * The text after {@code DATA}. Only CRLF dot CRLF ends it (RFC 5321, section 4.1.1.4); a bare CR or LF
 * anywhere makes the whole message malformed, because two servers that disagree on whether
 * {@code LF dot LF} ends a message also disagree on whether what follows is a command.
 */
sealed interface MessageText {

    /** The message, dots unstuffed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Complete(byte[] content) implements MessageText {}

    /** A bare CR or LF: where the message ends is anybody's guess. */
    record Malformed() implements MessageText {}

    /** Read to its end, but longer than allowed. */
    record TooBig() implements MessageText {}

    /** Read to its end, but there was no room to keep it. */
    record NoRoom() implements MessageText {}

    /** The client has gone, or sent more than anybody would read to be polite. */
    record Endless() implements MessageText {}

    /** What is read past the size limit before the connection is given up, as a multiple of it. */
    int PATIENCE = 3;

    /** Reads up to the end of data; the bytes are kept in {@code store}, which the caller releases. */
    static MessageText read(WireReader reader, MessageStore store) throws IOException {
        long patience = (long) PATIENCE * store.bytesMax();
        State state = State.LINE_START;
        for (long count = 0; count < patience; count++) {
            int octet = reader.read();
            if (octet < 0) {
                return new Endless();
            }
            State before = state;
            state = next(before, octet);
            if (state == State.END) {
                return store.finish();
            }
            if (state == State.MALFORMED) {
                return new Malformed();
            }
            keep(store, before, state, octet);
        }
        return new Endless();
    }

    /** A CR is kept only together with its LF, a stuffed dot not at all. */
    private static void keep(MessageStore store, State before, State after, int octet) {
        if (before == State.CR) {
            store.add('\r');
            store.add('\n');
        } else if (after == State.INSIDE) {
            store.add(octet);
        }
    }

    private static State next(State state, int octet) {
        return switch (state) {
            case LINE_START ->
                switch (octet) {
                    case '.' -> State.DOT;
                    case '\r' -> State.CR;
                    case '\n' -> State.MALFORMED;
                    default -> State.INSIDE;
                };
            case INSIDE ->
                switch (octet) {
                    case '\r' -> State.CR;
                    case '\n' -> State.MALFORMED;
                    default -> State.INSIDE;
                };
            case CR -> octet == '\n' ? State.LINE_START : State.MALFORMED;
            case DOT ->
                switch (octet) {
                    case '\r' -> State.DOT_CR;
                    case '\n' -> State.MALFORMED;
                    default -> State.INSIDE;
                };
            case DOT_CR -> octet == '\n' ? State.END : State.MALFORMED;
            case END, MALFORMED -> state;
        };
    }

    /** Where in a line the reader stands. */
    enum State {
        LINE_START,
        INSIDE,
        CR,
        /** After a dot that opens a line: stuffed, or the end. */
        DOT,
        DOT_CR,
        END,
        MALFORMED
    }
}
