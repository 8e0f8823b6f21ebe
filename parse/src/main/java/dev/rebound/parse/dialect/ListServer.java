package dev.rebound.parse.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Mailing list managers that refuse a post (fml, Mailman, Majordomo, Sympa, LISTSERV): the list's address is the
 * one that did not take the mail. Waiting for a moderator is no refusal.
 */
final class ListServer implements Dialect {

    private static final List<String> MARKS = List.of(
            "you are not a member of this mailing list",
            "you are not allowed to post to this mailing list",
            "you are not a member of the list",
            "not allowed to send mail to the list",
            "not allowed to post to the list",
            "not allowed to post to this list",
            "not authorized to send mail to the",
            "not authorized to post to the",
            "non-members are not allowed to post",
            "rejected by the list moderator",
            "your message to this list has been rejected",
            "your posting to the list was rejected",
            "only subscribers may post",
            "only members may post");

    /** What list managers add to the name of a list for the addresses of its owner and of itself. */
    private static final List<String> SUFFIXES = List.of("-owner", "-request", "-bounces", "-admin", "-help");

    @Override
    public String name() {
        return "list-manager";
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
        String said = text.summary();
        return list(text)
                .map(list -> List.of(Notice.of(list, said, Outcome.FAILED)))
                .orElse(List.of());
    }

    /** The address on the line of the refusal, else the first of all. */
    private static Optional<String> list(NoticeText text) {
        for (String words : MARKS) {
            int line = text.lineWith(words);
            Optional<String> address =
                    line < 0 ? Optional.empty() : Addresses.first(text.lines().get(line));
            if (address.isPresent()) {
                return address.map(ListServer::ofList);
            }
        }
        return Addresses.first(text.text()).map(ListServer::ofList);
    }

    /** {@code hikers-owner@lists.example} answers for {@code hikers@lists.example}. */
    private static String ofList(String address) {
        int at = address.indexOf('@');
        String local = address.substring(0, at);
        String lower = local.toLowerCase(Locale.ROOT);
        for (String suffix : SUFFIXES) {
            if (lower.endsWith(suffix) && local.length() > suffix.length()) {
                return local.substring(0, local.length() - suffix.length()) + address.substring(at);
            }
        }
        return lower.startsWith("owner-") && local.length() > 6 ? address.substring(6) : address;
    }
}
