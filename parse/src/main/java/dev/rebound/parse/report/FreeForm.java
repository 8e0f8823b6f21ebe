package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.Dialects;
import dev.rebound.parse.dialect.Notice;
import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.dialect.Outcome;
import dev.rebound.parse.dialect.ReplyText;
import dev.rebound.parse.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reports without the fields of RFC 3464: decides whether a text is one, and turns its notices into recipients.
 *
 * <p>Ordinary mail quotes reports and talks about bounces, so words alone never make one. A text with a
 * mailer's own marks needs a header that fits, or no headers at all; other texts need a mail system as sender
 * and words of failure.
 */
final class FreeForm {

    private final Headers headers;
    private final Envelope envelope;
    private final NoticeText text;
    private final Dialects.Reading reading;

    FreeForm(Headers headers, Envelope envelope, NoticeText text) {
        this.headers = headers;
        this.envelope = envelope;
        this.text = text;
        this.reading = Dialects.read(text);
    }

    Dialects.Reading reading() {
        return reading;
    }

    boolean isReport() {
        if (!envelope.failedRecipients().isEmpty()) {
            return true;
        }
        if (!envelope.exists()) {
            return reading.known() && !reading.notices().isEmpty();
        }
        boolean says = Dialects.saysReport(text);
        if (reading.known()) {
            return envelope.suggestsReport() || (envelope.reportSubject() && !envelope.answers());
        }
        boolean system = envelope.suggestsReport() && (envelope.reportSubject() || says);
        return says && (system || (envelope.reportSubject() && !envelope.answers() && namesStranger()));
    }

    /** Whether the text names an address that is not its reader's. */
    private boolean namesStranger() {
        return !notices().isEmpty()
                && notices().stream().noneMatch(n -> n.address().stream().anyMatch(this::isReader));
    }

    private boolean isReader(String address) {
        return headers.values("to").stream()
                .flatMap(value -> Addresses.all(value).stream())
                .anyMatch(hit -> Addresses.same(hit.address(), address));
    }

    /** Notices about others than the reader, if there are such. */
    private List<Notice> notices() {
        List<Notice> others = reading.notices().stream()
                .filter(n -> n.address().stream().noneMatch(this::isReader))
                .toList();
        return others.isEmpty() ? reading.notices() : others;
    }

    List<ReportedRecipient> recipients(Headers returned) {
        List<String> failed = envelope.failedRecipients();
        List<Notice> notices = new ArrayList<>(reading.known() || failed.isEmpty() ? notices() : List.of());
        if (notices.isEmpty()) {
            notices.addAll(bare(failed));
        }
        if (notices.isEmpty()) {
            List<String> to = returned.values("to").stream()
                    .flatMap(value -> Addresses.all(value).stream())
                    .map(Addresses.Hit::address)
                    .toList();
            notices.addAll(to.size() == 1 ? bare(to) : List.of(nobody()));
        }
        return notices.stream().map(this::recipient).toList();
    }

    private Notice nobody() {
        return new Notice(Optional.empty(), Optional.empty(), text.text().strip(), outcome());
    }

    private List<Notice> bare(List<String> addresses) {
        return addresses.stream()
                .map(a ->
                        new Notice(Optional.of(a), Optional.empty(), text.text().strip(), outcome()))
                .toList();
    }

    private Outcome outcome() {
        return Dialects.saysLate(text) ? Outcome.DELAYED : Outcome.FAILED;
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
