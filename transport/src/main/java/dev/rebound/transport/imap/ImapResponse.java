package dev.rebound.transport.imap;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server said: one response (RFC 3501, section 7). */
sealed interface ImapResponse {

    /** Data that the server gives, {@code * ...}; status responses have their text as one word behind the status. */
    record Told(List<ImapItem> items) implements ImapResponse {

        public Told {
            items = List.copyOf(items);
        }

        String word(int index) {
            return index < items.size() ? items.get(index).word().toUpperCase(Locale.ROOT) : "";
        }

        ImapItem item(int index) {
            return index < items.size() ? items.get(index) : new ImapItem.Word("");
        }

        /** Whether it is {@code * number NAME}. */
        boolean counts(String name) {
            return word(1).equals(name);
        }
    }

    /** The server waits for the rest of a command. */
    record GoOn(String text) implements ImapResponse {}

    /** The end of a command. */
    record Done(String tag, Status status) implements ImapResponse {}

    /**
     * How a command ended, or what the server says of itself.
     *
     * @param condition {@code OK}, {@code NO}, {@code BAD}, {@code BYE} or {@code PREAUTH}
     */
    record Status(String condition, String text) {

        private static final Pattern CODE = Pattern.compile("\\[([^\\]]{1,1000})\\].*", Pattern.DOTALL);

        boolean isOk() {
            return condition.equals("OK");
        }

        /** The value of a code, as in {@code [UIDNEXT 42]}. */
        Optional<String> code(String name) {
            Matcher matcher = CODE.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String code = matcher.group(1).toUpperCase(Locale.ROOT);
            return code.equals(name) || code.startsWith(name + " ")
                    ? Optional.of(matcher.group(1).substring(name.length()).strip())
                    : Optional.empty();
        }
    }
}
