package dev.rebound.parse.report;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a report means for one message, once it is known which: the same whoever takes reports in. Only a failure decides
 * anything; everything else is a note.
 *
 * @param evidence the report's name, with the message's
 * @param at when it came
 */
public record ReportMeaning(MessageId message, EvidenceId evidence, Instant at) {

    private static final Diagnostic NOTHING_SAID = Diagnostic.ofText("");

    /** What the report says of the recipient; nothing if it says nothing of anybody. */
    public static Diagnostic said(Optional<ReportedRecipient> reported) {
        return reported.map(ReportedRecipient::diagnostic).orElse(NOTHING_SAID);
    }

    /** What the report says of an address; where it names nobody, what it says of whoever it is about. */
    public static Optional<ReportedRecipient> of(Report report, AddressKey address) {
        return naming(report, address)
                .or(() -> report.recipients().stream()
                        .filter(one ->
                                one.address().isEmpty() && one.originalAddress().isEmpty())
                        .findFirst());
    }

    /** What the report says of an address that it names. */
    public static Optional<ReportedRecipient> naming(Report report, AddressKey address) {
        return report.recipients().stream().filter(one -> isOf(one, address)).findFirst();
    }

    private static boolean isOf(ReportedRecipient reported, AddressKey address) {
        return Stream.concat(reported.address().stream(), reported.originalAddress().stream())
                .flatMap(text -> EmailAddress.parse(text).stream())
                .anyMatch(named -> named.key().equals(address));
    }

    /** Whether it blames somebody by name: only failures and delays do; a deputy may send an auto-reply. */
    public static boolean blamesAnybody(Report report) {
        return switch (report) {
            case Report.Bounce ignored -> named(report);
            case Report.Delay ignored -> named(report);
            case Report.Delivered ignored -> named(report);
            case Report.AutoReply ignored -> false;
            case Report.Complaint ignored -> false;
            case Report.Challenge ignored -> false;
            case Report.Other ignored -> false;
        };
    }

    private static boolean named(Report report) {
        return report.recipients().stream().anyMatch(r -> r.address().isPresent());
    }

    /**
     * The observation.
     *
     * @param reported what the report says of the message's recipient, if anything
     * @param classifier judges what it says
     */
    public Observation observation(
            Report report, Optional<ReportedRecipient> reported, Function<Diagnostic, Verdict> classifier) {
        return switch (report) {
            case Report.Bounce ignored -> failure(reported, classifier);
            case Report.Delay ignored -> note(NoteKind.DELAY);
            case Report.Delivered ignored -> note(NoteKind.DELIVERY_CONFIRMED);
            case Report.AutoReply ignored -> note(NoteKind.AUTO_REPLY);
            case Report.Complaint ignored -> note(NoteKind.COMPLAINT);
            case Report.Challenge ignored -> note(NoteKind.CHALLENGE);
            case Report.Other ignored -> note(NoteKind.UNREADABLE);
        };
    }

    /** A report may fail one recipient and deliver to another; ours may be the one that got it. */
    private Observation failure(Optional<ReportedRecipient> reported, Function<Diagnostic, Verdict> classifier) {
        RecipientAction action = reported.map(ReportedRecipient::action).orElse(RecipientAction.FAILED);
        return switch (action) {
            case FAILED -> failed(classifier.apply(said(reported)));
            case DELAYED -> note(NoteKind.DELAY);
            case DELIVERED, RELAYED, EXPANDED -> note(NoteKind.DELIVERY_CONFIRMED);
        };
    }

    private Observation failed(Verdict verdict) {
        return verdict.type() == BounceType.PENDING
                ? note(NoteKind.DELAY)
                : new Observation.PermanentFailure(message, at, evidence, verdict);
    }

    private Observation note(NoteKind kind) {
        return new Observation.SideNote(message, at, evidence, kind);
    }
}
