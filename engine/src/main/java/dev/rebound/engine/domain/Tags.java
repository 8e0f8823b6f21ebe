package dev.rebound.engine.domain;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A record of the form {@code v=...; tag=value; ...} (RFC 6376, section 3.2), as DKIM and DMARC have it. */
final class Tags {

    private final Map<String, String> values;

    private Tags(Map<String, String> values) {
        this.values = values;
    }

    /** Reads what can be read; what is no tag is passed over. */
    static Tags of(String record) {
        Map<String, String> values = new TreeMap<>();
        for (String part : record.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
        }
        return new Tags(values);
    }

    Optional<String> get(String tag) {
        return Optional.ofNullable(values.get(tag));
    }

    /** Whether the tag has this value, in whatever case. */
    boolean has(String tag, String value) {
        return get(tag).filter(value::equalsIgnoreCase).isPresent();
    }

    /** A value in which white space means nothing: base64, folded. */
    Optional<String> packed(String tag) {
        return get(tag).map(value -> value.replaceAll("\\s+", ""));
    }
}
