package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.Openings;
import dev.rebound.parse.dialect.PhraseBook;
import dev.rebound.parse.dialect.Vocabulary;
import dev.rebound.parse.mime.ContentType;
import dev.rebound.parse.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the headers of a message say about who wrote it: a mail system or a person, and whether by itself.
 *
 * @param exists false where the message is a bare text without headers
 * @param fromSystem whether From, Sender or Return-Path name a mail system
 * @param nullSender whether the envelope sender was empty, as it must be for reports (RFC 5321, section 4.5.5)
 * @param reportSubject whether the subject announces a report
 * @param reportType whether the Content-Type says that it is a delivery report (RFC 6522)
 * @param automatic whether a machine says it wrote this: no-reply senders, Auto-Submitted
 * @param failedRecipients addresses of X-Failed-Recipients (Exim, Gmail)
 * @param personal whether it has signs of a person: an answer, a mailing list, a mail program
 * @param forwards whether the subject says that somebody passes a message on
 */
record Envelope(
        boolean exists,
        boolean fromSystem,
        boolean nullSender,
        boolean reportSubject,
        boolean reportType,
        boolean automatic,
        List<String> failedRecipients,
        boolean personal,
        boolean forwards) {

    /** Local parts that only mail systems have. */
    private static final Set<String> SYSTEM_MAILBOXES = Set.of(
            "mailer-daemon",
            "mailer_daemon",
            "mailerdaemon",
            "mail-daemon",
            "maildaemon",
            "mdaemon",
            "postmaster",
            "post_master",
            "post-master",
            "mail.delivery.system",
            "mail-system",
            "mailsystem",
            "mail_delivery_system");
    /** Starts of the local parts of list managers. */
    private static final List<String> LIST_MANAGERS =
            List.of("majordomo", "owner-majordomo", "listserv", "sympa", "mailman", "fml", "ezmlm", "owner-");
    /** Names that mail systems give themselves, lower case. */
    private static final List<String> SYSTEM_NAMES = List.of(
            "mailer-daemon",
            "mail delivery system",
            "mail delivery subsystem",
            "mail deliver system",
            "delivery subsystem",
            "mail administrator",
            "system administrator",
            "systemadministrator",
            "microsoft outlook",
            "interscan",
            "jetmail system",
            "no-reply@sns.amazonaws.com");

    private static final List<String> ANSWERS =
            List.of("re:", "re\uff1a", "aw:", "sv:", "antw:", "odp:", "res:", "rif:", "ynt:", "回复", "答复", "回覆", "答覆");
    private static final List<String> FORWARDS = List.of(
            "fw:",
            "fwd:",
            "wg:",
            "tr:",
            "rv:",
            "enc:",
            "doorst:",
            "vs:",
            "pd:",
            "i:",
            "\u8f6c\u53d1",
            "\u8f49\u5bc4",
            "[fwd");
    private static final List<String> PERSONAL_HEADERS = List.of(
            "in-reply-to",
            "references",
            "user-agent",
            "list-id",
            "list-post",
            "list-unsubscribe",
            "thread-topic",
            "thread-index");
    /** Of ticket desks (Request Tracker, OTRS): a postmaster's desk confirms tickets about bounces. */
    private static final List<String> DESKS = List.of("x-rt-ticket", "x-rt-loop-prevention", "x-otrs-loop");

    private static final List<String> MAIL_PROGRAMS =
            List.of("outlook", "apple mail", "iphone", "ipad", "thunderbird", "mutt", "eudora", "the bat");

    /** Senders that read no answers. */
    private static final List<String> NOBODY = List.of("noreply", "no-reply", "donotreply");

    /** Characters of the From header that are looked at. */
    private static final int FROM_LENGTH_MAX = 1_000;

    private static final Vocabulary NAMES = new Vocabulary(List.of(SYSTEM_NAMES, NOBODY, MAIL_PROGRAMS));
    private static final Vocabulary.Group OF_SYSTEMS = NAMES.group(SYSTEM_NAMES);
    private static final Vocabulary.Group OF_NOBODY = NAMES.group(NOBODY);
    private static final Vocabulary.Group OF_PROGRAMS = NAMES.group(MAIL_PROGRAMS);
    private static final Openings ANSWERING = new Openings(ANSWERS);
    private static final Openings FORWARDING = new Openings(FORWARDS);
    private static final Openings LIST_MANAGING = new Openings(LIST_MANAGERS);

    static Envelope of(Headers headers) {
        String from = headers.text("from");
        String sender = headers.text("sender");
        List<String> paths = headers.values("return-path");
        String mailbox = localPart(cut(from));
        Vocabulary.Said names = NAMES.in(cut(from));
        boolean desk = headers.hasAny(DESKS);
        boolean system = !desk
                && (SYSTEM_MAILBOXES.contains(mailbox)
                        || (names.any(OF_SYSTEMS) && !isNewsletter(headers, from))
                        || isSystem(sender)
                        || anyNamesDaemon(paths));
        boolean empty = anyEmpty(paths)
                || anyEmpty(headers.values("x-envelope-from"))
                || (sender.isEmpty() ? from : sender).endsWith("<>");
        List<String> failed = new ArrayList<>();
        for (String value : headers.values("x-failed-recipients")) {
            for (String piece : value.split(",", DeliveryStatus.RECIPIENTS_MAX)) {
                Addresses.bare(piece).filter(a -> !failed.contains(a)).ifPresent(failed::add);
            }
        }
        String subject = headers.text("subject").strip();
        return new Envelope(
                !headers.isEmpty(),
                system,
                empty,
                PhraseBook.isReportSubject(ownWords(subject)),
                isDeliveryReport(headers),
                !desk && isAutomatic(headers, from, sender, mailbox),
                List.copyOf(failed),
                isPersonal(headers, subject),
                FORWARDING.at(subject, 0));
    }

    /** What newsletters call themselves is for show. Lists pass reports on as well, but with the address of the system that wrote them. */
    private static boolean isNewsletter(Headers headers, String from) {
        return headers.has("list-unsubscribe")
                && from.indexOf('@') >= 0
                && !isDeliveryReport(headers)
                && !anyEmpty(headers.values("return-path"));
    }

    /** {@code away from my mail (was: Undeliverable)}: vacation programs and people quote the subject they answer. */
    private static String ownWords(String subject) {
        int quoted = subject.toLowerCase(Locale.ROOT).indexOf("(was:");
        return quoted < 0 ? subject : subject.substring(0, quoted);
    }

    private static boolean isAutomatic(Headers headers, String from, String sender, String mailbox) {
        return NAMES.in(cut(from)).any(OF_NOBODY)
                || (!sender.isEmpty() && NAMES.in(cut(from + " " + sender)).any(OF_NOBODY))
                || isListManager(from.length() > FROM_LENGTH_MAX ? localPart(from) : mailbox)
                || headers.text("auto-submitted").regionMatches(true, 0, "auto-", 0, 5);
    }

    private static String cut(String from) {
        return from.substring(0, Math.min(from.length(), FROM_LENGTH_MAX));
    }

    private static boolean anyNamesDaemon(List<String> paths) {
        for (String path : paths) {
            if (path.toLowerCase(Locale.ROOT).contains("mailer-daemon")) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyEmpty(List<String> paths) {
        for (String path : paths) {
            if (path.replace(" ", "").equals("<>")) {
                return true;
            }
        }
        return false;
    }

    /** Not asked of senders that are mail systems: some of them answer, and lists pass on what they get. */
    private static boolean isPersonal(Headers headers, String subject) {
        int start = behindTag(subject);
        return ANSWERING.at(subject, start)
                || FORWARDING.at(subject, 0)
                || subject.endsWith("?")
                || headers.hasAny(PERSONAL_HEADERS)
                || NAMES.in(headers.text("x-mailer")).any(OF_PROGRAMS);
    }

    /** Lists and ticket desks put their name or number in brackets before what people write: {@code [Desk#17] Re: ...}. */
    private static int behindTag(String subject) {
        int close = subject.startsWith("[") ? subject.indexOf(']') : -1;
        return close < 0 ? 0 : subject.startsWith(" ", close + 1) ? close + 2 : close + 1;
    }

    private static boolean isSystem(String from) {
        if (from.isEmpty()) {
            return false;
        }
        String start = cut(from);
        return SYSTEM_MAILBOXES.contains(localPart(start)) || NAMES.in(start).any(OF_SYSTEMS);
    }

    /** Of the address in a From header, lower case; empty if there is none. */
    private static String localPart(String from) {
        String address = Addresses.bare(from).orElse("");
        int at = address.indexOf('@');
        return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
    }

    private static boolean isDeliveryReport(Headers headers) {
        ContentType type = headers.contentType();
        return type.is("multipart/report")
                && type.parameter("report-type").orElse("").equalsIgnoreCase("delivery-status");
    }

    /** Addresses that list managers write from: their own, and those of the list that only they use. */
    private static boolean isListManager(String local) {
        return LIST_MANAGING.at(local, 0)
                || local.endsWith("-bounces")
                || local.endsWith("-admin")
                || local.endsWith("-request");
    }

    /** Whether fields of a report in the text are the report's own, not something that a person quotes. */
    boolean mayReportInText() {
        return !exists || suggestsReport() || automatic || forwards || (reportSubject && !personal);
    }

    /** Whether the headers alone make a report likely. */
    boolean suggestsReport() {
        return fromSystem || nullSender || reportType || !failedRecipients.isEmpty();
    }
}
