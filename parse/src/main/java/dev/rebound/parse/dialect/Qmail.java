package dev.rebound.parse.dialect;

import java.util.List;

/**
 * qmail-send and its kin (netqmail, s/qmail, xinnet's "deliver program", magicmail) and Yahoo, whose older
 * systems write the same: {@code <ann@example.org>:} and a paragraph below it. The format is QSBMF
 * (cr.yp.to/proto/qsbmf.txt); its first sentence is often translated, its layout seldom.
 */
final class Qmail implements Dialect {

    private static final List<String> MARKS = List.of(
            "this is the qmail-send program",
            "this is the deliver program",
            "wasn't able to deliver your message to the following address",
            "i tried to deliver a bounce message to this address",
            "unable to deliver message to the following address",
            "sorry, we were unable to deliver your message to the following address",
            "this is the machine generated message from mail service",
            "malheureusement nous n'avons pas pu livrer",
            "\u8fd9\u662f\u90ae\u4ef6\u7cfb\u7edf");

    @Override
    public String name() {
        return "qmail";
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
        return Blocks.read(lines, 0, lines.size(), Blocks.Extent.PARAGRAPH, PhraseBook.outcome(text));
    }
}
