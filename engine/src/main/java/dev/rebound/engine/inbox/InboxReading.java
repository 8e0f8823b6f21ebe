package dev.rebound.engine.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.inbox.Mailboxes.Heading;
import dev.rebound.engine.inbox.Mailboxes.MailboxLostException;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.parse.report.HeaderReading;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.RecipientAction;
import dev.rebound.parse.report.Report;
import dev.rebound.parse.report.ReportedRecipient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Use case: one message of a watched inbox. Its header says whether it can be a report; only then is the rest fetched, up to
 * {@link #MESSAGE_OCTETS_MAX}. What is about an email that was sent through the inbox becomes evidence in the ledger; of anything else nothing is
 * kept. Thread-safe.
 */
public final class InboxReading {

    /** Of a likely report that are read; what a server says of the failure comes first, what came back last. */
    public static final int MESSAGE_OCTETS_MAX = 1024 * 1024;

    private static final Diagnostic NOTHING_SAID = Diagnostic.ofText("");

    private final Parts parts;
    private final MessageReader reader = new MessageReader();
    private final OneToOneMatching matching;
    private final WorldClock clock;

    /**
     * What reading works with.
     *
     * @param classifier judges what a report says of a recipient
     */
    public record Parts(Ledger ledger, OneToOneMessages messages, Function<Diagnostic, Verdict> classifier) {}

    public InboxReading(Parts parts, WorldClock clock) {
        this.parts = parts;
        this.matching = new OneToOneMatching(parts.messages());
        this.clock = clock;
    }

    /** What a message turned out to be. */
    public enum Seen {
        /** A report about an email of ours. */
        REPORT,
        /** An answer to an email of ours. */
        ANSWER,
        /** A report about other mail. */
        STRANGER,
        /** Anything else. */
        ORDINARY;

        /** The figures of one such message. */
        Inbox.Figures counted() {
            return new Inbox.Figures(1, this == REPORT ? 1 : 0, this == ANSWER ? 1 : 0, this == STRANGER ? 1 : 0);
        }
    }

    /** Fetches the rest of a message. */
    @FunctionalInterface
    interface Rest {
        /** Empty if it has gone. */
        Optional<byte[]> fetch() throws MailboxLostException;
    }

    /** Takes one message; what it means for the ledger is committed when this returns. */
    Seen take(Inbox inbox, Heading heading, Rest rest) throws MailboxLostException {
        HeaderReading header = HeaderReading.of(heading.header());
        if (header.mayBeReport()) {
            Optional<byte[]> content = rest.fetch();
            if (content.isPresent()) {
                ReadMessage read = reader.read(content.get());
                if (isReport(read.report())) {
                    return report(inbox, content.get(), read);
                }
            }
        }
        return answer(inbox, header, heading);
    }

    private static boolean isReport(Report report) {
        return switch (report) {
            case Report.Bounce ignored -> true;
            case Report.Delay ignored -> true;
            case Report.Delivered ignored -> true;
            case Report.Complaint ignored -> true;
            case Report.Challenge ignored -> true;
            case Report.AutoReply ignored -> false;
            case Report.Other ignored -> false;
        };
    }

    private Seen report(Inbox inbox, byte[] content, ReadMessage read) {
        Optional<OneToOneMessage> about = matching.ofReport(inbox.id(), content, read, clock.instant());
        if (about.isEmpty()) {
            return Seen.STRANGER;
        }
        EmailAddress recipient = about.get().email().recipient();
        Optional<ReportedRecipient> reported = find(read.report().recipients(), recipient);
        if (reported.isEmpty() && namesOthersOnly(read.report())) {
            return Seen.STRANGER;
        }
        Diagnostic diagnostic = reported.map(ReportedRecipient::diagnostic).orElse(NOTHING_SAID);
        record(
                about.get(),
                content,
                diagnostic,
                (message, evidence) -> observe(message, read.report(), reported, evidence));
        return Seen.REPORT;
    }

    /** A forwarding or an alias has another address than the one that was written to; then the address itself proves nothing against it. */
    private static boolean namesOthersOnly(Report report) {
        return report instanceof Report.Delivered;
    }

    private static Optional<ReportedRecipient> find(List<ReportedRecipient> reported, EmailAddress recipient) {
        Optional<ReportedRecipient> own = reported.stream()
                .filter(r -> Stream.concat(r.address().stream(), r.originalAddress().stream())
                        .flatMap(text -> EmailAddress.parse(text).stream())
                        .anyMatch(address -> address.key().equals(recipient.key())))
                .findFirst();
        // A one-to-one email has one recipient: a report with one is about it, whatever address an alias led to.
        return own.or(() -> reported.size() == 1 ? Optional.of(reported.getFirst()) : Optional.empty());
    }

    private Observation observe(
            MessageId message, Report report, Optional<ReportedRecipient> reported, Evidence evidence) {
        return switch (report) {
            case Report.Bounce ignored -> failure(message, reported, evidence);
            case Report.Delay ignored -> note(message, evidence, NoteKind.DELAY);
            case Report.Delivered ignored -> note(message, evidence, NoteKind.DELIVERY_CONFIRMED);
            case Report.Complaint ignored -> note(message, evidence, NoteKind.COMPLAINT);
            case Report.Challenge ignored -> note(message, evidence, NoteKind.CHALLENGE);
            case Report.AutoReply ignored -> note(message, evidence, NoteKind.AUTO_REPLY);
            case Report.Other ignored -> note(message, evidence, NoteKind.UNREADABLE);
        };
    }

    private Observation failure(MessageId message, Optional<ReportedRecipient> reported, Evidence evidence) {
        return switch (reported.map(ReportedRecipient::action).orElse(RecipientAction.FAILED)) {
            case FAILED -> {
                Verdict verdict = parts.classifier().apply(evidence.diagnostic());
                yield verdict.type() == BounceType.PENDING
                        ? note(message, evidence, NoteKind.DELAY)
                        : new Observation.PermanentFailure(message, evidence.receivedAt(), evidence.id(), verdict);
            }
            case DELAYED -> note(message, evidence, NoteKind.DELAY);
            case DELIVERED, RELAYED, EXPANDED -> note(message, evidence, NoteKind.DELIVERY_CONFIRMED);
        };
    }

    private static Observation note(MessageId message, Evidence evidence, NoteKind kind) {
        return new Observation.SideNote(message, evidence.receivedAt(), evidence.id(), kind);
    }

    private Seen answer(Inbox inbox, HeaderReading header, Heading heading) {
        boolean own = header.from()
                .flatMap(EmailAddress::parse)
                .filter(from -> from.key().equals(inbox.address().key()))
                .isPresent();
        Optional<OneToOneMessage> to = own ? Optional.empty() : matching.ofAnswer(inbox.id(), header);
        if (to.isEmpty()) {
            return Seen.ORDINARY;
        }
        NoteKind kind = header.isAutoReply() ? NoteKind.AUTO_REPLY : NoteKind.ANSWER;
        // What somebody wrote is theirs: only that it came is kept.
        Instant at = now();
        EvidenceId id = EvidenceId.of(
                to.get().id().toString(), EvidenceId.of(heading.header()).value());
        Evidence evidence = new Evidence(id, EvidenceSource.INBOX_NDR, at, NOTHING_SAID, Optional.empty());
        record(to.get(), evidence, (message, known) -> note(message, known, kind));
        return Seen.ANSWER;
    }

    /** What is seen of a message that is in the ledger. */
    private interface Making {
        Observation of(MessageId message, Evidence evidence);
    }

    /** Named by content and email, so that the same report twice is one piece of evidence. */
    private void record(OneToOneMessage about, byte[] content, Diagnostic diagnostic, Making making) {
        EvidenceId id =
                EvidenceId.of(about.id().toString(), EvidenceId.of(content).value());
        record(about, new Evidence(id, EvidenceSource.INBOX_NDR, now(), diagnostic, Optional.of(content)), making);
    }

    private void record(OneToOneMessage about, Evidence evidence, Making making) {
        MessageId message = about.message().orElseGet(() -> sentAfterAll(about, evidence));
        Observation observation = making.of(message, evidence);
        parts.ledger()
                .record(about.email().recipient().key(), observation, Optional.of(evidence))
                .join();
    }

    /** What comes back was sent, whatever became of the server's answer. */
    private MessageId sentAfterAll(OneToOneMessage about, Evidence evidence) {
        Evidence proof = new Evidence(
                EvidenceId.of("sent", about.id().toString()),
                EvidenceSource.CONNECTION,
                evidence.receivedAt(),
                NOTHING_SAID,
                Optional.empty());
        return parts.messages().sent(about.id(), proof).join();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
