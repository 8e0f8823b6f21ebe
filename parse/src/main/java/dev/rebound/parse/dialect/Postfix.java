package dev.rebound.parse.dialect;

import java.util.List;

/**
 * Postfix, {@code bounce(8)}: {@code <ann@example.org>: host mx.example.org[192.0.2.1] said: 550 ... (in reply to
 * RCPT TO command)}, wrapped and indented. The preamble's wording is configurable ({@code bounce(5)}), the
 * lines of addresses are not.
 */
final class Postfix implements Dialect {

    @Override
    public String name() {
        return "postfix";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.says("this is the mail system at host")
                || text.says("this is the postfix")
                || text.says("the mail system\n")
                || (text.says("program at host") && text.says("i'm sorry to have to inform you"));
    }

    @Override
    public List<Notice> read(NoticeText text) {
        List<String> lines = text.lines();
        return Blocks.read(lines, 0, lines.size(), Blocks.Extent.PARAGRAPH, PhraseBook.outcome(text));
    }
}
