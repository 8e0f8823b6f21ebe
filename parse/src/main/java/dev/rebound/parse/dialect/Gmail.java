package dev.rebound.parse.dialect;

import java.util.List;

/**
 * Gmail before 2017 and Google Workspace relays: the address alone on a line, then "Technical details of
 * permanent failure:" with the other server's reply below.
 */
final class Gmail implements Dialect {

    private static final List<String> MARKS = List.of(
            "delivery to the following recipient failed permanently",
            "delivery to the following recipients failed permanently",
            "delivery to the following recipient has been delayed",
            "delivery to the following recipients has been delayed",
            "technical details of permanent failure",
            "technical details of temporary failure");

    @Override
    public String name() {
        return "gmail";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.saysAny(MARKS);
    }

    @Override
    public List<String> words() {
        return MARKS;
    }

    @Override
    public List<Notice> read(NoticeText text) {
        List<String> lines = text.lines();
        return Blocks.read(lines, 0, lines.size(), Blocks.Extent.ALL, PhraseBook.outcome(text));
    }
}
