package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.Dialects;
import dev.rebound.parse.dialect.Notice;
import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.dialect.Outcome;
import dev.rebound.parse.dialect.ReplyText;
import dev.rebound.parse.mime.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reports without the fields of RFC 3464: decides whether a text is one, and turns its notices into recipients.
 *
 * <p>Ordinary mail quotes reports and talks about bounces, so words alone never make one. A text with a
 * mailer's own marks needs a header that fits, or no headers at all; other texts need a mail system as sender
 * and words of failure.
 */
final class FreeForm {

    /** How quoted headers name a mail system, lower case. */
    private static final List<String> DAEMONS =
            List.of("from: mail delivery", "mailer-daemon", "from: postmaster", "from: microsoft outlook");

    private final Headers headers;
    private final Headers returned;
    private final Envelope envelope;
    private final NoticeText text;
    private final Dialects.Reading reading;
    private final List<String> readers;
    private final List<Notice> notices;

    FreeForm(Headers headers, Envelope envelope, NoticeText text, Headers returned) {
        this.headers = headers;
        this.returned = returned;
        this.envelope = envelope;
        this.text = text;
        this.reading = Dialects.read(text);
        this.readers = readers(headers);
        this.notices = aboutOthers();
    }

    Dialects.Reading reading() {
        return reading;
    }

    boolean isReport() {
        if (!envelope.failedRecipients().isEmpty()) {
            return true;
        }
        if (!envelope.exists()) {
            return !reading.notices().isEmpty() && (reading.known() || isBareReport());
        }
        if (reading.known()) {
            return envelope.suggestsReport()
                    || envelope.automatic()
                    || (envelope.reportSubject() && !envelope.personal())
                    || isForward();
        }
        return looksLikeReport();
    }

    /** Whether a text without headers speaks as reports do: it says failure, and shows more than a person would. */
    private boolean isBareReport() {
        boolean listed = reading.certainty() == Dialects.Certainty.LIST;
        boolean placed = reading.certainty() == Dialects.Certainty.LAYOUT;
        boolean shows = listed || !returned.isEmpty() || (placed && saysReply());
        boolean says = Dialects.saysReport(text) || Dialects.saysDelivered(text);
        return shows && !text.quotesLines() && (says || (saysReply() && !returned.isEmpty()));
    }

    private boolean saysReply() {
        return ReplyText.quotesReply(text.summary());
    }

    private boolean looksLikeReport() {
        boolean says = Dialects.saysReport(text);
        boolean names = namesStranger();
        boolean answeredByItself = AutoReplies.isAutoReply(headers) && !envelope.fromSystem();
        if (answeredByItself && text.quotesLines() && returned.isEmpty()) {
            return false; // a desk confirms what somebody wrote to it, who may well have quoted a report
        }
        if (returned.isEmpty() && (Dialects.speaksToOwner(text) || (namesReaderOnly() && !envelope.nullSender()))) {
            return false;
        }
        if (envelope.suggestsReport() && !answeredByItself && !isAnswerOfPerson()) {
            boolean arrived = !says && names && Dialects.saysDelivered(text);
            return arrived || (envelope.reportSubject() ? says || names : says && (names || !returned.isEmpty()));
        }
        boolean announced = envelope.reportSubject() && !envelope.personal() && isAboutMail();
        return says && names && (announced || (envelope.automatic() && !returned.isEmpty()));
    }

    /** Postmasters are people too: they answer with a mail program, and what they write only mentions addresses. */
    private boolean isAnswerOfPerson() {
        return envelope.personal()
                && headers.has("user-agent")
                && !envelope.nullSender()
                && !envelope.reportType()
                && returned.isEmpty()
                && !reading.known()
                && reading.certainty() != Dialects.Certainty.LIST;
    }

    /** A parcel can be undeliverable too: where an address is only mentioned, more must speak of mail. */
    private boolean isAboutMail() {
        return reading.certainty() != Dialects.Certainty.MENTION
                || !returned.isEmpty()
                || ReplyText.code(text.summary()).isPresent()
                || Dialects.speaksOfMail(text);
    }

    /** Whether somebody passed a report on, its headers quoted in the text. */
    private boolean isForward() {
        if (!envelope.forwards()) {
            return false;
        }
        String quoted = text.text().toLowerCase(Locale.ROOT);
        for (String daemon : DAEMONS) {
            if (quoted.contains(daemon)) {
                return true;
            }
        }
        return false;
    }

    /** What a mailbox is said to have done wrong to its own reader is no report, and often bait. */
    private boolean namesReaderOnly() {
        return !reading.notices().isEmpty() && !namesStranger();
    }

    /** Whether the text names an address that is not its reader's. */
    private boolean namesStranger() {
        for (Notice notice : notices) {
            if (isAboutReader(notice)) {
                return false;
            }
        }
        return !notices.isEmpty();
    }

    private boolean isAboutReader(Notice notice) {
        return notice.address().isPresent() && isReader(notice.address().get());
    }

    private boolean isReader(String address) {
        for (String reader : readers) {
            if (Addresses.same(reader, address)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> readers(Headers headers) {
        List<String> readers = new ArrayList<>();
        for (String value : headers.values("to")) {
            Addresses.all(value).forEach(hit -> readers.add(hit.address()));
        }
        return readers;
    }

    /** Notices about others than the reader, if there are such. */
    private List<Notice> aboutOthers() {
        List<Notice> others = new ArrayList<>(reading.notices().size());
        for (Notice notice : reading.notices()) {
            if (!isAboutReader(notice)) {
                others.add(notice);
            }
        }
        boolean listed = reading.known() || reading.certainty() == Dialects.Certainty.LIST;
        if (listed || others.size() < 2) {
            return others.isEmpty() ? reading.notices() : others;
        }
        List<String> sentTo = EnvelopeRecipients.of(returned);
        List<Notice> known = others.stream()
                .filter(n -> n.address().stream().anyMatch(a -> sentTo.stream().anyMatch(to -> Addresses.same(a, to))))
                .toList();
        boolean guess = reading.certainty() == Dialects.Certainty.MENTION;
        return !known.isEmpty() ? known : guess ? others.subList(0, 1) : others;
    }

    List<ReportedRecipient> recipients() {
        List<String> failed = envelope.failedRecipients();
        List<Notice> failing = new ArrayList<>(reading.known() || failed.isEmpty() ? notices : List.of());
        if (failing.isEmpty()) {
            failing.addAll(failed.size() > 1 ? each(failed) : bare(failed));
        }
        List<String> inSubject = inSubject();
        if (!inSubject.isEmpty() && allAboutReader(failing)) {
            failing = new ArrayList<>(bare(inSubject));
        }
        if (failing.isEmpty()) {
            List<String> sentTo = EnvelopeRecipients.of(returned);
            failing.addAll(sentTo.size() == 1 ? bare(sentTo) : List.of(nobody()));
        }
        List<ReportedRecipient> recipients = new ArrayList<>(failing.size());
        for (Notice notice : failing) {
            recipients.add(recipient(qualified(notice)));
        }
        return recipients.size() == 1 ? recipients : withoutRepeats(recipients);
    }

    private boolean allAboutReader(List<Notice> about) {
        for (Notice notice : about) {
            if (!isAboutReader(notice)) {
                return false;
            }
        }
        return true;
    }

    /** Some notices speak of a recipient twice, to its sender and to administrators: what quotes a reply is kept. */
    private static List<ReportedRecipient> withoutRepeats(List<ReportedRecipient> recipients) {
        Map<String, ReportedRecipient> kept = new LinkedHashMap<>();
        for (ReportedRecipient recipient : recipients) {
            String key = recipient.address().orElse("").toLowerCase(Locale.ROOT);
            kept.merge(key, recipient, (first, second) -> quotesReply(first) || !quotesReply(second) ? first : second);
        }
        return List.copyOf(kept.values());
    }

    private static boolean quotesReply(ReportedRecipient recipient) {
        return recipient.code().isPresent() || recipient.status().isPresent();
    }

    /** The one address of the subject, if it is not the reader's: "Delivery failure (ann@example.org)". */
    private List<String> inSubject() {
        String subject = headers.text("subject");
        if (subject.indexOf('@') < 0) {
            return List.of();
        }
        List<String> named = Addresses.all(subject).stream()
                .map(Addresses.Hit::address)
                .filter(address -> !isReader(address))
                .toList();
        return named.size() == 1 ? named : List.of();
    }

    /** A local part alone gets the domain that the headers know for it. */
    private Notice qualified(Notice notice) {
        String local = notice.address().orElse("@");
        if (local.indexOf('@') >= 0) {
            return notice;
        }
        List<String> known = new ArrayList<>(envelope.failedRecipients());
        known.addAll(EnvelopeRecipients.of(returned));
        return known.stream()
                .filter(address -> address.toLowerCase(Locale.ROOT).startsWith(local.toLowerCase(Locale.ROOT) + "@"))
                .findFirst()
                .map(full -> new Notice(Optional.of(full), notice.original(), notice.text(), notice.outcome()))
                .orElse(notice);
    }

    /** Whether the text itself names a recipient, so that no message inside needs to be asked. */
    boolean namesRecipient() {
        return (!notices.isEmpty() && reading.certainty() != Dialects.Certainty.MENTION)
                || !envelope.failedRecipients().isEmpty();
    }

    private Notice nobody() {
        return new Notice(Optional.empty(), Optional.empty(), text.summary(), Dialects.outcome(text));
    }

    /** Several that a header names: what the text says below an address is about that one. */
    private List<Notice> each(List<String> addresses) {
        List<Notice> found = new ArrayList<>(bare(addresses));
        if (reading.certainty() != Dialects.Certainty.MENTION) {
            found.replaceAll(bare -> notices.stream()
                    .filter(notice -> !notice.text().isBlank() && isSame(notice, bare))
                    .findFirst()
                    .orElse(bare));
        }
        return found;
    }

    private static boolean isSame(Notice notice, Notice other) {
        return notice.address().isPresent()
                && other.address().isPresent()
                && Addresses.same(notice.address().get(), other.address().get());
    }

    private List<Notice> bare(List<String> addresses) {
        return addresses.stream()
                .map(a -> new Notice(Optional.of(a), Optional.empty(), text.summary(), Dialects.outcome(text)))
                .toList();
    }

    private static RecipientAction action(Outcome outcome) {
        return switch (outcome) {
            case FAILED -> RecipientAction.FAILED;
            case DELAYED -> RecipientAction.DELAYED;
            case DELIVERED -> RecipientAction.DELIVERED;
        };
    }

    private ReportedRecipient recipient(Notice notice) {
        ReplyText reply = ReplyText.read(notice.text());
        return new ReportedRecipient(
                notice.address(),
                notice.original(),
                action(notice.outcome()),
                reply.status(),
                reply.code(),
                notice.text(),
                reply.command(),
                reply.remoteMta());
    }
}
