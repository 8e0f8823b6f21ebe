package dev.rebound.parse.dialect;

import java.util.List;

/**
 * Mailing list managers that refuse a post (fml, Mailman, Majordomo, Sympa): the list's address is the one that
 * did not take the mail. Waiting for a moderator is no refusal.
 */
final class ListServer implements Dialect {

    private static final List<String> MARKS = List.of(
            "you are not a member of this mailing list",
            "you are not allowed to post to this mailing list",
            "you are not a member of the list",
            "not allowed to send mail to the list",
            "non-members are not allowed to post",
            "your message to this list has been rejected",
            "only subscribers may post");

    @Override
    public String name() {
        return "list-manager";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.saysAny(MARKS);
    }

    @Override
    public List<Notice> read(NoticeText text) {
        for (String words : MARKS) {
            int line = text.lineWith(words);
            if (line >= 0) {
                String said = text.summary();
                return Addresses.first(text.lines().get(line)).stream()
                        .map(list -> Notice.of(list, said, Outcome.FAILED))
                        .toList();
            }
        }
        return List.of();
    }
}
