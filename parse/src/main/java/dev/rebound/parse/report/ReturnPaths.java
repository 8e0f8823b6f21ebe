package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Addresses of the form {@code b+token@domain}, as Rebound writes into the envelope of all it sends, wherever
 * they survive. These are candidates: the token's signature is checked by whoever holds the key.
 */
public final class ReturnPaths {

    /** Candidates kept of one message. */
    public static final int KEPT_MAX = 16;

    /** Headers of the report that show to whom it was sent, most trusted first. */
    private static final List<String> REPORT_HEADERS =
            List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc", "x-failed-recipients");
    /** Headers of the returned message that show its envelope sender. */
    private static final List<String> RETURNED_HEADERS =
            List.of("return-path", "x-return-path", "x-envelope-from", "errors-to", "sender", "from", "x-mailfrom");

    private final List<String> kept = new ArrayList<>();

    void addReport(Headers headers) {
        addHeaders(headers, REPORT_HEADERS);
    }

    void addReturned(Headers headers) {
        addHeaders(headers, RETURNED_HEADERS);
    }

    private void addHeaders(Headers headers, List<String> names) {
        for (String name : names) {
            for (String value : headers.valuesWith('+', name)) {
                addText(value);
            }
        }
    }

    void addText(String text) {
        if (!mayHaveOurs(text)) {
            return;
        }
        for (Addresses.Hit hit : Addresses.all(text)) {
            boolean ours = hit.address().toLowerCase(Locale.ROOT).startsWith("b+");
            if (ours && kept.size() < KEPT_MAX && !kept.contains(hit.address())) {
                kept.add(hit.address());
            }
        }
    }

    /** Whether {@code b+} occurs; looked for by the plus sign, the rarer of the two. */
    private static boolean mayHaveOurs(String text) {
        int plus = text.indexOf('+', 1);
        while (plus > 0 && (text.charAt(plus - 1) | 0x20) != 'b') {
            plus = text.indexOf('+', plus + 1);
        }
        return plus > 0;
    }

    List<String> list() {
        return kept;
    }
}
