package dev.rebound.transport.compose;

import dev.rebound.engine.email.PersonalText;
import dev.rebound.engine.email.PersonalText.Piece;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text or HTML part in UTF-8, in the transfer encoding that suits it: as it is where every server leaves it alone,
 * otherwise quoted-printable or base64, whichever is shorter. A text with personal fields is never sent as
 * it is, because nobody knows what will be filled in.
 *
 * @param subtype {@code plain} or {@code html}
 * @param pieces with line feeds as line ends
 * @param fit makes a value fit for the text around it
 */
record TextPart(String subtype, List<Piece> pieces, UnaryOperator<String> fit) {

    /** Longest line that goes as it is, in octets (RFC 5322, section 2.1.1). */
    private static final int LINE_OCTETS_MAX = 998;
    /** Never in encoded text, so that our boundaries may begin with it (RFC 2045, section 6.7). */
    static final String BOUNDARY_MARK = "=_";

    static TextPart plain(PersonalText text) {
        return new TextPart("plain", withLineFeeds(text), PersonalText.LINE);
    }

    static TextPart html(PersonalText html) {
        return new TextPart("html", withLineFeeds(html), PersonalText.HTML);
    }

    private static List<Piece> withLineFeeds(PersonalText text) {
        return text.pieces().stream().map(TextPart::withLineFeeds).toList();
    }

    private static Piece withLineFeeds(Piece piece) {
        return switch (piece) {
            case Piece.Literal(String text) -> new Piece.Literal(withLineFeeds(text));
            case Piece.Field field -> new Piece.Field(field.field(), withLineFeeds(field.fallback()));
        };
    }

    private static String withLineFeeds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Writes its header fields and itself; if nothing comes behind it, up to the end of a line. */
    void writeTo(StretchWriter out, boolean last) {
        String fixed = literals();
        if (isPlain() && canStay(fixed)) {
            head("7bit", out);
            out.fixed().lines(fixed.replace("\n", "\r\n"));
        } else if (isShorterInBase64(fixed)) {
            head("base64", out);
            inBase64(out, fixed);
            return;
        } else {
            head("quoted-printable", out);
            quoted(out);
        }
        if (last && pieces.getLast() instanceof Piece.Field) {
            out.add(new Stretch.LineEnd());
        } else if (last && !fixed.endsWith("\n")) {
            out.fixed().endLine();
        }
    }

    private void head(String encoding, StretchWriter out) {
        out.fixed()
                .lines("Content-Type: text/" + subtype + "; charset=UTF-8\r\nContent-Transfer-Encoding: " + encoding
                        + "\r\n\r\n");
    }

    private boolean isPlain() {
        return pieces.stream().noneMatch(Piece.Field.class::isInstance);
    }

    private String literals() {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Literal(String literal)) {
                text.append(literal);
            }
        }
        return text.toString();
    }

    private static boolean canStay(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t' || c == '\n')
                && !text.contains(BOUNDARY_MARK)
                && text.lines().allMatch(TextPart::lineCanStay);
    }

    private static boolean lineCanStay(String line) {
        return line.length() <= LINE_OCTETS_MAX
                && !line.startsWith(".")
                && !line.startsWith("From ")
                && !line.endsWith(" ")
                && !line.endsWith("\t");
    }

    private static boolean isShorterInBase64(String text) {
        WireBuffer quoted = new WireBuffer(text.length() + 64);
        QuotedPrintable.append(text, quoted);
        return Stretch.Base64Text.encoded(text).length < quoted.size();
    }

    private void inBase64(StretchWriter out, String fixed) {
        if (isPlain()) {
            out.fixed().lines(Stretch.Base64Text.encoded(fixed));
            out.fixed().endLine();
        } else {
            out.add(new Stretch.Base64Text(pieces, fit));
        }
    }

    private void quoted(StretchWriter out) {
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Literal(String text) -> QuotedPrintable.append(text, out.fixed());
                case Piece.Field field -> out.add(new Stretch.Value(field, fit));
            }
        }
    }
}
