package dev.rebound.transport.server;

import java.util.List;

/**
 * One message as a client handed it over.
 *
 * @param clientName as the client introduced itself
 * @param reversePath empty for the null sender
 * @param recipients those answered positively, in order, at least one
 * @param content dots unstuffed, every line ended by CRLF, bytes otherwise as received
 * @param tls whether it came over TLS
 */
@SuppressWarnings("ArrayRecordComponent") // a message is bytes; nobody compares two by value
public record ReceivedMessage(
        String clientName, String reversePath, List<String> recipients, byte[] content, boolean tls) {

    public ReceivedMessage {
        recipients = List.copyOf(recipients);
    }
}
