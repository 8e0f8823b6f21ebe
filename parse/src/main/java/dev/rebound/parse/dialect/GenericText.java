package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Any other mailer: addresses listed below a line that announces them, else an address that opens a line, else
 * one behind words such as "recipient:", else one in a sentence that says failure. What is said about it is the
 * paragraph below; all of the notice if there is none, or if only the rest of the notice quotes a reply.
 */
final class GenericText implements Dialect {

    /** Addresses taken from sentences. */
    private static final int MENTIONS_MAX = 8;

    /** Words for those who should have got the mail, lower case, as announcements and labels have them. */
    private static final List<String> RECIPIENT_WORDS = List.of(
            "recipient",
            "address",
            "empf\u00e4nger",
            "destinat",
            "adresat",
            "p\u0159\u00edjemc",
            "mottagare",
            "modtager",
            "vastaanottaj",
            "al\u0131c\u0131",
            "\u043f\u043e\u043b\u0443\u0447\u0430\u0442\u0435\u043b",
            "\u0430\u0434\u0440\u0435\u0441",
            "\u6536\u4ef6\u4eba",
            "\u5b9b\u5148",
            "\u3042\u3066\u5148",
            "받는 사람",
            "수신자",
            "收件者",
            "odbiorc",
            "geadresseerde",
            "ontvanger",
            "címzett",
            "παραλήπτ",
            "отримувач",
            "одержувач",
            "المستلم",
            "người nhận",
            "penerima",
            "ผู้รับ");

    /** What stands before a failed address on its line, lower case. */
    static final List<String> LABELS = List.of(
            "recipient address:",
            "failed address:",
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
            "destinatario",
            "destinat\u00e1rio",
            "adresat",
            "mottagare",
            "\ubc1b\ub294\uc0ac\ub78c",
            "\uc218\uc2e0\uc790",
            "\u6536\u4ef6\u8005",
            "an:",
            "\u6536\u4ef6\u4eba",
            "\u5b9b\u5148",
            "\u9001\u4fe1\u5148",
            "\u043f\u043e\u043b\u0443\u0447\u0430\u0442\u0435\u043b",
            "받는 사람",
            "odbiorc",
            "ontvanger:",
            "geadresseerde:",
            "příjemce:",
            "príjemca:",
            "címzett:",
            "modtager:",
            "mottaker:",
            "vastaanottaja:",
            "alıcı:",
            "alıcı adresi:",
            "отримувач:",
            "одержувач:",
            "παραλήπτης:",
            "المستلم:",
            "người nhận:",
            "penerima:",
            "ผู้รับ:");

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
    public List<String> words() {
        return LABELS;
    }

    @Override
    public List<Notice> read(NoticeText text) {
        Outcome outcome = PhraseBook.outcome(text);
        List<Notice> blocks = blocks(text.lines(), 0, outcome);
        if (!blocks.isEmpty()) {
            return spoken(blocks, text);
        }
        List<Notice> reasons = ReasonLines.read(text.lines(), outcome);
        return reasons.isEmpty() ? spoken(labelled(text, outcome), text) : reasons;
    }

    /** The recipients that a line such as "the following recipients failed:" announces; none if there is none. */
    List<Notice> announced(NoticeText text) {
        if (text.text().indexOf('@') < 0) {
            return List.of();
        }
        List<String> lines = text.lines();
        for (int i = 0; i + 1 < lines.size(); i++) {
            int first = announces(lines, i) ? nextWithText(lines, i + 1) : -1;
            if (first > 0
                    && lines.get(first).indexOf('@') > 0
                    && Blocks.head(lines.get(first)).isPresent()) {
                return spoken(blocks(lines, first, PhraseBook.outcome(text)), text);
            }
        }
        return List.of();
    }

    /** A line that ends in a colon and, alone or with the one before it, speaks of recipients. */
    private static boolean announces(List<String> lines, int at) {
        String line = lines.get(at);
        char last = line.isEmpty() ? ' ' : line.charAt(line.length() - 1);
        if ((last != ':' && last != '\uff1a') || line.indexOf('@') >= 0) {
            return false;
        }
        String sentence = ((at == 0 ? "" : lines.get(at - 1)) + " " + line).toLowerCase(Locale.ROOT);
        for (String word : RECIPIENT_WORDS) {
            if (sentence.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static int nextWithText(List<String> lines, int from) {
        int i = from;
        while (i < lines.size() && lines.get(i).isBlank()) {
            i++;
        }
        return i < lines.size() ? i : -1;
    }

    /**
     * A single block takes all that follows, several a paragraph each. If nothing stands right below the single
     * one and no reply further down, its reason was given before it was named: it is left without words.
     */
    private static List<Notice> blocks(List<String> lines, int from, Outcome outcome) {
        List<Notice> blocks = withoutRoles(Blocks.read(lines, from, lines.size(), Blocks.Extent.PARAGRAPH, outcome));
        if (blocks.size() != 1) {
            return announceEachOther(blocks) ? withoutWords(blocks) : blocks;
        }
        List<Notice> whole = withoutRoles(Blocks.read(lines, from, lines.size(), Blocks.Extent.ALL, outcome));
        List<Notice> adjacent = Blocks.read(lines, from, lines.size(), Blocks.Extent.ADJACENT, outcome);
        return saysOf(blocks.getFirst(), adjacent)
                        || quotesReply(whole.getFirst().text())
                ? whole
                : List.of(whole.getFirst().withText(""));
    }

    private static List<Notice> withoutWords(List<Notice> notices) {
        List<Notice> silent = new ArrayList<>(notices);
        silent.replaceAll(notice -> notice.withText(""));
        return silent;
    }

    /** Whether one of several notices says something of the address that another is about. */
    private static boolean saysOf(Notice about, List<Notice> notices) {
        for (Notice notice : notices) {
            if (notice.address().equals(about.address()) && !notice.text().isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Lists of one, each with its announcement: what stands below an address announces the next. */
    private static boolean announceEachOther(List<Notice> blocks) {
        for (Notice notice : blocks) {
            String text = notice.text().strip();
            boolean mayAnnounce = text.endsWith(":") || text.endsWith("\uff1a");
            List<String> lines = mayAnnounce ? text.lines().toList() : List.of();
            if (mayAnnounce && announces(lines, lines.size() - 1)) {
                return true;
            }
        }
        return false;
    }

    /** A notice without words of its own gets all of them; so do all if none quotes a reply and the rest does. */
    private static List<Notice> spoken(List<Notice> notices, NoticeText text) {
        if (notices.isEmpty()) {
            return notices;
        }
        boolean elsewhere = !anyQuotesReply(notices) && quotesReply(text.summary());
        List<Notice> spoken = new ArrayList<>(notices);
        spoken.replaceAll(n -> elsewhere || n.text().isBlank() ? n.withText(text.summary()) : n);
        return spoken;
    }

    private static boolean anyQuotesReply(List<Notice> notices) {
        for (Notice notice : notices) {
            if (quotesReply(notice.text())) {
                return true;
            }
        }
        return false;
    }

    private static boolean quotesReply(String text) {
        return ReplyText.quotesReply(text);
    }

    private static List<Notice> withoutRoles(List<Notice> notices) {
        List<Notice> kept = new ArrayList<>(notices.size());
        for (Notice notice : notices) {
            if (notice.address().isEmpty() || !isRole(notice.address().get())) {
                kept.add(notice);
            }
        }
        return kept;
    }

    static boolean isRole(String address) {
        int at = address.indexOf('@');
        String local = (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
        return ROLES.contains(local);
    }

    private static List<Notice> labelled(NoticeText text, Outcome outcome) {
        List<String> lines = text.lines();
        List<String> said = text.these(PhraseBook.LABELS);
        List<String> lower = said.isEmpty() ? List.of() : text.lowerLines();
        for (String label : said) {
            List<Notice> notices = new ArrayList<>();
            for (int i = 0; i < lines.size() && notices.size() < Blocks.NOTICES_MAX; i++) {
                int at = lines.get(i).indexOf('@') < 0 ? -1 : labelAt(lower.get(i), label);
                if (at >= 0) {
                    first(lines.get(i).substring(Math.min(lines.get(i).length(), at + label.length())))
                            .filter(a -> !isRole(a))
                            .ifPresent(a -> add(notices, Notice.of(a, "", outcome)));
                }
                if (!notices.isEmpty()) {
                    addLine(notices, lines.get(i).strip());
                }
            }
            if (!notices.isEmpty()) {
                return notices.size() == 1 ? List.of(notices.getFirst().withText("")) : notices;
            }
        }
        return List.of();
    }

    /** Several recipients under one label: what follows each, up to the next, is about it. */
    private static void addLine(List<Notice> notices, String line) {
        Notice last = notices.getLast();
        boolean room = last.text().length() + line.length() < Blocks.TEXT_LENGTH_MAX;
        if (!line.isEmpty() && room) {
            notices.set(notices.size() - 1, last.withText(last.text().isEmpty() ? line : last.text() + "\n" + line));
        }
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
        for (Notice known : notices) {
            if (known.address().equals(notice.address())) {
                return;
            }
        }
        if (notices.size() < Blocks.NOTICES_MAX) {
            notices.add(notice);
        }
    }
}
