package dev.rebound.parse.dialect;

import java.util.List;
import java.util.stream.Stream;

/**
 * Postfix, {@code bounce(8)}: {@code <ann@example.org>: host mx.example.org[192.0.2.1] said: 550 ... (in reply to
 * RCPT TO command)}, wrapped and indented. The preamble's wording is configurable ({@code bounce(5)}), the
 * lines of addresses are not.
 */
final class Postfix implements Dialect {

    private static final List<String> MARKS =
            List.of("this is the mail system at host", "this is the postfix", "the mail system\n");
    /** Two halves of one sentence, between which stands what others call themselves. */
    private static final String AT_HOST = "program at host";

    private static final String SORRY = "i'm sorry to have to inform you";

    @Override
    public String name() {
        return "postfix";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.saysAny(MARKS) || (text.says(AT_HOST) && text.says(SORRY));
    }

    @Override
    public List<String> words() {
        return Stream.concat(MARKS.stream(), Stream.of(AT_HOST, SORRY)).toList();
    }

    @Override
    public List<Notice> read(NoticeText text) {
        List<String> lines = text.lines();
        return Blocks.read(lines, 0, lines.size(), Blocks.Extent.PARAGRAPH, PhraseBook.outcome(text));
    }
}
