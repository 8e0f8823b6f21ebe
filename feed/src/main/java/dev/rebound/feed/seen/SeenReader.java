package dev.rebound.feed.seen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Observation.Import.Line;
import dev.rebound.feed.ledger.EventCodec;
import dev.rebound.feed.ledger.StandingCodec;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.Report;
import dev.rebound.parse.report.ReportMeaning;
import dev.rebound.parse.report.ReportedRecipient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what {@link SeenWriter} or somebody else wrote: one observation a line. A server's words are judged here, so what
 * comes out can be decided about. Thread-safe if the judge is.
 */
public final class SeenReader {

    /** Whose verdict of a failure counts. */
    public enum Verdicts {
        /** The one that the line brings, if it brings one. */
        AS_TOLD,
        /** Ours, wherever the line brings the words that it was judged by, or the report that they stood in. */
        JUDGED_AGAIN
    }

    private final Judge judge;
    private final Verdicts verdicts;
    private final MessageReader reports = new MessageReader();

    public SeenReader(Judge judge, Verdicts verdicts) {
        this.judge = judge;
        this.verdicts = verdicts;
    }

    /**
     * What the line says.
     *
     * @throws UnreadableException if it says nothing that can be decided about
     */
    public Seen read(byte[] line) {
        try {
            return read(new TextLine(line));
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw new UnreadableException("not an observation: " + e.getClass().getSimpleName(), e);
        }
    }

    private Seen read(TextLine line) {
        SeenKind kind = line.constant("kind", SeenKind.class);
        AddressKey address = new AddressKey(line.text("address"));
        boolean isReadAgain = verdicts == Verdicts.JUDGED_AGAIN && line.node().has("report");
        return new Seen(
                address,
                isReadAgain ? readAgain(address, kind, line) : observation(kind, line),
                line.optionalNumber("account").map(AccountId::new),
                line.optionalNumber("email").orElse(0L),
                line.isTrue("begins") ? Seen.Beginning.HERE : Seen.Beginning.ELSEWHERE);
    }

    /** As a report of a message of this address is read; one that no longer names the address is as it was told. */
    private Observation readAgain(AddressKey address, SeenKind kind, TextLine line) {
        Report report = reports.read(line.report()).report();
        Optional<ReportedRecipient> reported = ReportMeaning.of(report, address);
        if (reported.isEmpty() && ReportMeaning.blamesAnybody(report)) {
            return observation(kind, line);
        }
        Observation read = new ReportMeaning(message(line), line.evidence(), line.moment("at"))
                .observation(report, reported, judge::judge);
        return read instanceof Observation.PermanentFailure failure
                ? circuitIn(line).map(failure::heldBy).orElse(failure)
                : read;
    }

    private Observation observation(SeenKind kind, TextLine line) {
        Instant at = line.moment("at");
        return switch (kind) {
            case ACCEPTED -> new Observation.Accepted(account(line), message(line), at);
            case LEFT_OUT ->
                new Observation.LeftOut(account(line), message(line), at, line.constant("why", NotSentReason.class));
            case SENT_THROUGH_INBOX ->
                new Observation.SentThroughInbox(account(line), message(line), at, line.evidence());
            case OFFERED_THROUGH_INBOX -> new Observation.OfferedThroughInbox(account(line), message(line), at);
            case REPLY -> Replied.observation(line.replied(message(line), at), judge);
            case DEFERRED -> deferred(line, at);
            case TAKEN -> new Observation.Taken(message(line), at, line.evidence());
            case TAKEN_BY_RELAY -> new Observation.TakenByRelay(message(line), at, line.evidence());
            case FAILED ->
                new Observation.PermanentFailure(
                        message(line), at, line.evidence(), ended(verdict(line)), circuitIn(line));
            case NOTED ->
                new Observation.SideNote(message(line), at, line.evidence(), line.constant("note", NoteKind.class));
            case CUT_OFF -> new Observation.CutOff(message(line), at);
            case UNBOUNCED -> new Observation.Unbounce(account(line), at, line.text("by"), line.text("why"));
            case GLOBAL_LIFTED -> new Observation.LiftGlobal(at, line.text("by"), line.text("why"));
            case GLOBALLY_BOUNCED -> new Observation.BouncedGlobally(at);
            case IMPORTED -> imported(line, at);
            case WITHDRAWN ->
                new Observation.Withdraw(account(line), at, new BulkId(line.number("list")), line.text("by"));
            case RESTORED ->
                new Observation.Restore(account(line), at, StandingCodec.lifted(line.node()), line.text("by"));
            case REASSESSED -> new Observation.Reassess(account(line), at);
            case HELD_BACK -> new Observation.HoldBack(message(line), circuit(line), at);
            case RELEASED -> new Observation.Release(message(line), circuit(line), at);
            case ROLLED_BACK -> new Observation.RollBack(message(line), circuit(line), at);
            case RECLASSIFIED ->
                new Observation.Reclassify(
                        message(line),
                        at,
                        line.number("run"),
                        EventCodec.verdict(line.node(), "before"),
                        EventCodec.verdict(line.node(), "verdict"));
            case TIME_PASSED -> new Observation.TimePassed(at);
        };
    }

    private Observation deferred(TextLine line, Instant at) {
        return new Observation.TemporaryFailure(
                message(line),
                at,
                line.evidence(),
                verdict(line).pending(),
                line.moment("next"),
                line.optionalNumber("tryForSeconds").map(Duration::ofSeconds));
    }

    private static Observation imported(TextLine line, Instant at) {
        Line said = new Line(
                new BulkId(line.number("list")),
                line.constant("source", ListSource.class),
                line.constant("reason", Reason.class),
                line.optionalMoment("bounced"),
                line.text("original"));
        return new Observation.Import(account(line), at, said, line.text("by"));
    }

    private Verdict verdict(TextLine line) {
        JsonNode told = line.node().path("verdict");
        boolean again = verdicts == Verdicts.JUDGED_AGAIN || told.isMissingNode();
        return again && line.node().has("said") ? judge.judge(line.said()) : EventCodec.verdict(line.node(), "verdict");
    }

    /** Who says that it failed has given up, so a verdict that would have it tried again is that of a soft bounce. */
    private static Verdict ended(Verdict verdict) {
        return verdict.type() == BounceType.PENDING ? verdict.expired() : verdict;
    }

    private static Optional<CircuitId> circuitIn(TextLine line) {
        return line.optionalNumber("circuit").map(CircuitId::new);
    }

    private static AccountId account(TextLine line) {
        return new AccountId(line.number("account"));
    }

    private static MessageId message(TextLine line) {
        return new MessageId(line.number("message"));
    }

    private static CircuitId circuit(TextLine line) {
        return new CircuitId(line.number("circuit"));
    }
}
