package dev.rebound.transport.compose;

import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalText.Piece;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A stretch of a message behind its own header fields: written already, or to be written for each recipient. */
sealed interface Stretch {

    /** Writes it for one recipient. */
    void appendTo(WireBuffer out, Map<PersonalField, String> values);

    /** What it takes in memory, roughly. */
    long size();

    /** The same for everybody. Where it would make the line before it too long, a soft break comes between. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fixed(byte[] octets) implements Stretch {

        @Override
        public void appendTo(WireBuffer out, Map<PersonalField, String> values) {
            int firstLine = firstLineLength();
            if (firstLine > 0 && out.column() + firstLine > QuotedPrintable.LINE_LENGTH) {
                out.breakSoftly();
            }
            out.stretch(octets, firstLine == octets.length ? out.column() + octets.length : lastLineLength());
        }

        private int firstLineLength() {
            int at = 0;
            while (at < octets.length && octets[at] != '\r') {
                at++;
            }
            return at < octets.length && at > 0 && octets[at - 1] == '=' ? at - 1 : at;
        }

        private int lastLineLength() {
            int at = octets.length;
            while (at > 0 && octets[at - 1] != '\n') {
                at--;
            }
            return octets.length - at;
        }

        /** A stretch in two. */
        record Cut(Fixed front, byte[] rest) {}

        /** Cut behind its first line; all of it is in front if there is no line end. */
        Cut cutBehindLine() {
            return cutAt(lineEnd(0));
        }

        /** Cut behind the header fields it begins with and the blank line that ends them. */
        Cut cutBehindHead() {
            int at = lineEnd(0);
            while (at < octets.length && octets[at] != '\r') {
                at = lineEnd(at);
            }
            return cutAt(lineEnd(at));
        }

        private Cut cutAt(int at) {
            return new Cut(new Fixed(Arrays.copyOf(octets, at)), Arrays.copyOfRange(octets, at, octets.length));
        }

        private int lineEnd(int from) {
            int at = from;
            while (at < octets.length && octets[at] != '\n') {
                at++;
            }
            return Math.min(at + 1, octets.length);
        }

        @Override
        public long size() {
            return octets.length;
        }
    }

    /**
     * A personal field in quoted-printable.
     *
     * @param fit makes a value fit for the text around it
     */
    record Value(Piece.Field field, UnaryOperator<String> fit) implements Stretch {

        @Override
        public void appendTo(WireBuffer out, Map<PersonalField, String> values) {
            QuotedPrintable.append(filled(field, fit, values), out);
        }

        @Override
        public long size() {
            return field.fallback().length();
        }
    }

    /** The end of a line that a personal field ended, or, where the field is empty, may not have begun. */
    record LineEnd() implements Stretch {

        @Override
        public void appendTo(WireBuffer out, Map<PersonalField, String> values) {
            if (out.column() > 0) {
                out.endLine();
            }
        }

        @Override
        public long size() {
            return 2;
        }
    }

    /**
     * A text with personal fields in base64, whose letters depend on all before them.
     *
     * @param pieces with line feeds as line ends
     * @param fit makes a value fit for the text around it
     */
    record Base64Text(List<Piece> pieces, UnaryOperator<String> fit) implements Stretch {

        @Override
        public void appendTo(WireBuffer out, Map<PersonalField, String> values) {
            StringBuilder text = new StringBuilder();
            for (Piece piece : pieces) {
                text.append(
                        switch (piece) {
                            case Piece.Literal(String literal) -> literal;
                            case Piece.Field field -> filled(field, fit, values);
                        });
            }
            out.lines(encoded(text.toString()));
            out.endLine();
        }

        static byte[] encoded(String text) {
            byte[] octets = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            return Base64.getMimeEncoder().encode(octets);
        }

        @Override
        public long size() {
            return pieces.stream()
                    .mapToLong(piece -> piece instanceof Piece.Literal(String text) ? 2L * text.length() : 0)
                    .sum();
        }
    }

    private static String filled(Piece.Field field, UnaryOperator<String> fit, Map<PersonalField, String> values) {
        String value = field.valueIn(values);
        return value.isEmpty() ? field.fallback() : fit.apply(value);
    }
}
