package dev.rebound.parse.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a {@code message/delivery-status} part (RFC 3464, section 2), read as leniently as reports
 * demand: empty lines missing, blank lines of spaces, continuation lines that are not indented, several
 * per-message groups, two recipients in one group.
 *
 * @param perMessage fields of the message; those of later groups do not replace earlier ones
 * @param recipients one map of fields for each recipient
 */
record DeliveryStatus(Map<String, String> perMessage, List<Map<String, String>> recipients) {

    /** Recipients kept of one report. */
    static final int RECIPIENTS_MAX = 1_000;
    /** Characters kept of one field. */
    private static final int FIELD_LENGTH_MAX = 16_384;

    static DeliveryStatus parse(String text) {
        Groups groups = new Groups();
        int at = 0;
        while (at <= text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            groups.line(text, at, end);
            at = end + 1;
        }
        groups.endGroup();
        return new DeliveryStatus(groups.perMessage, groups.recipients);
    }

    Optional<String> messageField(String name) {
        return Optional.ofNullable(perMessage.get(name));
    }

    /** Collects fields line by line. */
    private static final class Groups {

        private final Map<String, String> perMessage = new LinkedHashMap<>();
        private final List<Map<String, String>> recipients = new ArrayList<>();
        private Map<String, String> group = new LinkedHashMap<>();
        private String last = "";

        void line(String text, int start, int end) {
            int colon = colon(text, start, end);
            if (colon < 0) {
                String more = text.substring(start, end).strip();
                if (more.isEmpty()) {
                    endGroup();
                } else {
                    continueField(more);
                }
                return;
            }
            String name = text.substring(start, colon).strip().toLowerCase(Locale.ROOT);
            boolean next = name.equals("final-recipient") && group.containsKey(name);
            boolean nextByOriginal = name.equals("original-recipient") && group.containsKey(name);
            if (next || nextByOriginal) {
                endGroup();
            }
            last = name;
            group.putIfAbsent(name, text.substring(colon + 1, end).strip());
        }

        /** A field name has letters and hyphens only, so that words of a reply are not taken for one. */
        private static int colon(String text, int start, int end) {
            int i = start;
            while (i < end && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '-')) {
                i++;
            }
            int nameEnd = i;
            while (i < end && text.charAt(i) == ' ') {
                i++;
            }
            return nameEnd > start && i < end && text.charAt(i) == ':' ? i : -1;
        }

        private void continueField(String more) {
            String before = group.get(last);
            if (before != null && before.length() + more.length() < FIELD_LENGTH_MAX) {
                group.put(last, before + "\n" + more);
            }
        }

        void endGroup() {
            boolean ofRecipient = group.containsKey("final-recipient")
                    || group.containsKey("original-recipient")
                    || group.containsKey("action")
                    || group.containsKey("diagnostic-code");
            if (ofRecipient && recipients.size() < RECIPIENTS_MAX) {
                recipients.add(group);
            }
            if (!group.isEmpty()) {
                group.forEach(perMessage::putIfAbsent);
                group = new LinkedHashMap<>();
            }
            last = "";
        }
    }
}
