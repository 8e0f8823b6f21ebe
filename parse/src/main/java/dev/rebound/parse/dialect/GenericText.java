package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Any other mailer: an address that opens a line, else one behind words such as "recipient:", else one in a
 * sentence that says failure. What is said about it is the paragraph below, else the sentence itself, else
 * all of the notice.
 */
final class GenericText implements Dialect {

    /** Addresses taken from sentences. */
    private static final int MENTIONS_MAX = 8;

    /** What stands before a failed address on its line, lower case. */
    private static final List<String> LABELS = List.of(
            "recipient:",
            "recipients:",
            "rcpt to:",
            "to:",
            "delivery failed:",
            "userid:",
            "could not be delivered to:",
            "is full:",
            "deliver message to",
            "attempts:",
            "address:",
            "addressee:",
            "mailbox:",
            "user:",
            "account:",
            "failed recipient:",
            "final-recipient:",
            "original-recipient:",
            "unknown user:",
            "user unknown:",
            "undeliverable to",
            "could not be delivered to",
            "delivered to",
            "deliver to",
            "sent to",
            "message to",
            "mail to",
            "empf\u00e4nger:",
            "destinataire",
            "destinatario:",
            "an:",
            "\u6536\u4ef6\u4eba",
            "\u5b9b\u5148",
            "\u9001\u4fe1\u5148",
            "\u043f\u043e\u043b\u0443\u0447\u0430\u0442\u0435\u043b");

    /** Local parts that answer for a system and are named in reports for help. */
    private static final List<String> ROLES = List.of(
            "postmaster",
            "mailer-daemon",
            "support",
            "helpdesk",
            "abuse",
            "hostmaster",
            "noreply",
            "no-reply",
            "mailadmin",
            "mailer-daemon",
            "mail-daemon");

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return !text.isBlank();
    }

    @Override
    public List<Notice> read(NoticeText text) {
        Outcome outcome = PhraseBook.outcome(text);
        List<String> lines = text.lines();
        List<Notice> blocks = withoutRoles(Blocks.read(lines, 0, lines.size(), Blocks.Extent.PARAGRAPH, outcome));
        if (blocks.size() == 1) {
            return spoken(withoutRoles(Blocks.read(lines, 0, lines.size(), Blocks.Extent.ALL, outcome)), text);
        }
        if (!blocks.isEmpty()) {
            return spoken(blocks, text);
        }
        return spoken(labelled(text, outcome), text);
    }

    /** A notice without words of its own gets all of them. */
    private static List<Notice> spoken(List<Notice> notices, NoticeText text) {
        return notices.stream()
                .map(n -> n.text().isBlank() ? n.withText(text.summary()) : n)
                .toList();
    }

    private static List<Notice> withoutRoles(List<Notice> notices) {
        return notices.stream()
                .filter(n -> n.address().stream().noneMatch(GenericText::isRole))
                .toList();
    }

    static boolean isRole(String address) {
        int at = address.indexOf('@');
        String local = (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
        return ROLES.contains(local);
    }

    private static List<Notice> labelled(NoticeText text, Outcome outcome) {
        List<Notice> notices = new ArrayList<>();
        List<String> lines =
                text.lines().stream().filter(line -> line.indexOf('@') >= 0).toList();
        List<String> lower =
                lines.stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
        for (String label : LABELS) {
            for (int i = 0; i < lines.size() && notices.size() < Blocks.NOTICES_MAX; i++) {
                int at = labelAt(lower.get(i), label);
                if (at >= 0) {
                    first(lines.get(i).substring(Math.min(lines.get(i).length(), at + label.length())))
                            .filter(a -> !isRole(a))
                            .ifPresent(a -> add(notices, Notice.of(a, "", outcome)));
                }
            }
            if (!notices.isEmpty()) {
                return notices;
            }
        }
        return notices;
    }

    /** Where a label stands as words of their own; {@code Reply-To:} is not {@code To:}. */
    private static int labelAt(String lower, String label) {
        int at = lower.indexOf(label);
        while (at > 0 && isJoined(lower.charAt(at - 1))) {
            at = lower.indexOf(label, at + 1);
        }
        return at;
    }

    /** East Asian texts put no space between words. */
    private static boolean isJoined(char before) {
        return before == '-' || (Character.isLetter(before) && before < 0x2e80);
    }

    private static Optional<String> first(String text) {
        return Addresses.first(text.replace("SMTP:", " ")).map(AddressForm::unwrapped);
    }

    /** Every address that occurs, for a caller who knows to whom the mail was sent. */
    List<Notice> mentioned(NoticeText text) {
        Outcome outcome = PhraseBook.outcome(text);
        List<Notice> notices = new ArrayList<>();
        for (String line : text.lines()) {
            for (Addresses.Hit hit : line.indexOf('@') < 0 ? List.<Addresses.Hit>of() : Addresses.all(line)) {
                String address = AddressForm.unwrapped(hit.address());
                if (!isRole(address) && notices.size() < MENTIONS_MAX) {
                    add(notices, Notice.of(address, "", outcome));
                }
            }
        }
        return spoken(notices, text);
    }

    private static void add(List<Notice> notices, Notice notice) {
        boolean known = notices.stream().anyMatch(n -> n.address().equals(notice.address()));
        if (!known && notices.size() < Blocks.NOTICES_MAX) {
            notices.add(notice);
        }
    }
}
