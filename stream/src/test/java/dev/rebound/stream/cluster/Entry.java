package dev.rebound.stream.cluster;

import dev.rebound.stream.read.Form;
import java.nio.charset.StandardCharsets;

/**
 * One record of a history on its way to its topic.
 *
 * @param at when it happened, in milliseconds since 1970
 * @param recipient that a report came to; empty for none
 * @param partition that it must go to; {@link #BY_KEY} for that of its key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Entry(Form form, byte[] key, byte[] value, long at, String recipient, int partition) {

    static final int BY_KEY = -1;

    static Entry seen(String address, byte[] line, long at) {
        return new Entry(Form.SEEN, octets(address), line, at, "", BY_KEY);
    }

    static Entry report(String address, byte[] content, long at, String recipient) {
        return new Entry(Form.REPORTS, octets(address), content, at, recipient, BY_KEY);
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
