package dev.rebound.transport.sandbox.record;

import java.time.Instant;

/**
 * A notice that a server of the sandbox owes the sender of a message it took.
 *
 * @param id unique in the record
 * @param form whose form it has, see {@code NoticeForm}
 * @param server the host that sends it
 * @param to the return path it goes to
 * @param due when, in {@code WorldClock} time
 * @param content the complete message, CRLF line ends
 */
@SuppressWarnings("ArrayRecordComponent") // a message is bytes; nobody compares two by value
public record OwedNotice(String id, String form, String server, String to, Instant due, byte[] content) {

    /** Does not show who it is for. */
    @Override
    public String toString() {
        return "OwedNotice[" + id + ", " + form + " from " + server + ", due " + due + "]";
    }
}
