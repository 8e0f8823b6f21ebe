package dev.rebound.transport.dkim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a zone file (RFC 1035, section 5.1). One string of a TXT record has at most 255 octets, so a
 * longer value is cut into several, which resolvers put together again.
 */
public record TxtRecord(String name, List<String> strings) {

    private static final int STRING_OCTETS_MAX = 255;

    /** The record that publishes a key. */
    public static TxtRecord of(DkimKey key) {
        return of(key.name().toString(), key.record());
    }

    /** A record with a value of any length. */
    public static TxtRecord of(String name, String value) {
        List<String> strings = new ArrayList<>();
        for (int start = 0; start < value.length(); start += STRING_OCTETS_MAX) {
            strings.add(value.substring(start, Math.min(value.length(), start + STRING_OCTETS_MAX)));
        }
        return new TxtRecord(name, List.copyOf(strings));
    }

    /** As it may be pasted into a zone file. */
    @Override
    public String toString() {
        String quoted = strings.stream().map(part -> '"' + part + '"').collect(Collectors.joining(" "));
        return name + ". IN TXT " + (strings.size() == 1 ? quoted : "( " + quoted + " )");
    }
}
