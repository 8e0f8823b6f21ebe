package dev.rebound.parse.dialect;

import java.util.List;

/**
 * Gmail before 2017 and Google Workspace relays: the address alone on a line, then "Technical details of
 * permanent failure:" with the other server's reply below.
 */
final class Gmail implements Dialect {

    @Override
    public String name() {
        return "gmail";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.says("delivery to the following recipient failed permanently")
                || text.says("delivery to the following recipients failed permanently")
                || text.says("delivery to the following recipient has been delayed")
                || text.says("delivery to the following recipients has been delayed")
                || text.says("technical details of permanent failure")
                || text.says("technical details of temporary failure");
    }

    @Override
    public List<Notice> read(NoticeText text) {
        List<String> lines = text.lines();
        return Blocks.read(lines, 0, lines.size(), Blocks.Extent.ALL, PhraseBook.outcome(text));
    }
}
