package dev.rebound.classify.rule;

import dev.rebound.core.smtp.EnhancedStatus;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule demands of a code. The regular expressions read rule files only, never mail. */
public sealed interface CodeCondition {

    /** True if some code meets both and both are met by as many codes. */
    boolean isTieWith(CodeCondition other);

    /**
     * A range of reply codes, written {@code 550} or {@code 5xx}.
     *
     * @param first lowest code
     * @param last highest code
     */
    record Reply(int first, int last) implements CodeCondition {

        private static final Pattern FORM = Pattern.compile("([45])([0-9xX])([0-9xX])");

        /**
         * Reads a range as written.
         *
         * @throws IllegalArgumentException if it is neither {@code 550} nor {@code 55x} nor {@code 5xx}
         */
        public static Reply parse(String written) {
            if (!FORM.matcher(written).matches()) {
                throw new IllegalArgumentException("reply code must read 550, 55x or 5xx, was: " + written);
            }
            String form = written.toLowerCase(java.util.Locale.ROOT);
            return new Reply(Integer.parseInt(form.replace('x', '0')), Integer.parseInt(form.replace('x', '9')));
        }

        public boolean accepts(int code) {
            return code >= first && code <= last;
        }

        @Override
        public boolean isTieWith(CodeCondition other) {
            return other instanceof Reply reply
                    && last - first == reply.last - reply.first
                    && first <= reply.last
                    && reply.first <= last;
        }

        /** As a rule writes it: {@code 550}, {@code 55x}. */
        @Override
        public String toString() {
            int breadth = last - first;
            return breadth == 0
                    ? Integer.toString(first)
                    : breadth < 10 ? first / 10 + "x" : breadth < 100 ? first / 100 + "xx" : first + " to " + last;
        }
    }

    /**
     * A range of enhanced status codes, written {@code 5.1.1}, {@code x.1.1}, {@code 5.7.500-599} or
     * {@code x.7.*}.
     *
     * @param statusClass 4, 5, or 0 for either
     * @param subject second number
     * @param first lowest third number
     * @param last highest third number
     */
    record Status(int statusClass, int subject, int first, int last) implements CodeCondition {

        private static final Pattern FORM =
                Pattern.compile("([45xX])\\.([0-9]{1,3})\\.(?:(\\*)|([0-9]{1,3})(?:-([0-9]{1,3}))?)");

        /**
         * Reads a range as written.
         *
         * @throws IllegalArgumentException if it has none of the four forms
         */
        public static Status parse(String written) {
            Matcher matcher = FORM.matcher(written);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "status must read 5.1.1, x.1.1, 5.7.500-599 or x.7.*, was: " + written);
            }
            char leading = written.charAt(0);
            int statusClass = leading == '4' ? 4 : leading == '5' ? 5 : 0;
            int subject = Integer.parseInt(matcher.group(2));
            if (matcher.group(3) != null) {
                return new Status(statusClass, subject, 0, 999);
            }
            int first = Integer.parseInt(matcher.group(4));
            int last = matcher.group(5) == null ? first : Integer.parseInt(matcher.group(5));
            return new Status(statusClass, subject, first, last);
        }

        public boolean accepts(EnhancedStatus status) {
            return accepts(status.statusClass(), status.subject(), status.detail());
        }

        /** True for the status code of these three numbers. */
        public boolean accepts(int ofClass, int ofSubject, int detail) {
            return (statusClass == 0 || statusClass == ofClass)
                    && subject == ofSubject
                    && detail >= first
                    && detail <= last;
        }

        /** Number of codes it accepts: the fewer, the more specific. */
        public int breadth() {
            return (last - first + 1) * (statusClass == 0 ? 2 : 1);
        }

        @Override
        public boolean isTieWith(CodeCondition other) {
            return other instanceof Status status
                    && breadth() == status.breadth()
                    && subject == status.subject
                    && (statusClass == 0 || status.statusClass == 0 || statusClass == status.statusClass)
                    && first <= status.last
                    && status.first <= last;
        }

        /** As a rule writes it: {@code 5.1.1}, {@code x.7.*}, {@code 5.7.500-599}. */
        @Override
        public String toString() {
            String range = first == 0 && last == 999 ? "*" : first == last ? "" + first : first + "-" + last;
            return (statusClass == 0 ? "x" : "" + statusClass) + "." + subject + "." + range;
        }
    }
}
