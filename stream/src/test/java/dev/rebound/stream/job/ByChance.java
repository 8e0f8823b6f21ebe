package dev.rebound.stream.job;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random observations of messages that were sent, in the order of time; the same for the same seed. */
public final class ByChance {

    /** A message that was sent. */
    public record Sent(AddressKey address, AccountId account, MessageId message, long email) {}

    /** What servers say, of every reason that a policy tells apart. */
    private static final List<String> WORDS = List.of(
            "550 5.1.1 <x@y>: Recipient address rejected: User unknown in virtual mailbox table",
            "552 5.2.2 mailbox full",
            "550 5.7.1 message content rejected due to spam",
            "554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org",
            "550 5.7.26 Unauthenticated email from a.example is not accepted due to domain's DMARC policy",
            "421 4.7.0 try again later",
            "451 4.7.1 Greylisting in action, please come back later",
            "452 4.2.2 mailbox is over quota");

    private final Random random;
    private final List<Sent> sent;
    private final Duration pauseMax;
    private Instant now;

    /**
     * @param pauseMax now and then nothing happens for up to so long
     */
    public ByChance(long seed, List<Sent> sent, Instant from, Duration pauseMax) {
        this.pauseMax = pauseMax;
        this.random = new Random(seed);
        this.sent = sent;
        this.now = from;
    }

    /** A line of the history: the words are there if the observation is still to be judged. */
    public record Step(Seen seen, Optional<Diagnostic> said) {}

    public Step next() {
        now = now.plusMillis(random.nextInt(20) == 0 ? random.nextLong(pauseMax.toMillis()) : random.nextInt(100_000));
        Sent about = oneOf(sent);
        Diagnostic words = Diagnostic.ofText(oneOf(WORDS));
        Observation observation = observation(about);
        boolean isJudged = observation instanceof Observation.PermanentFailure
                || observation instanceof Observation.TemporaryFailure;
        Seen seen = new Seen(
                about.address(), observation, Optional.of(about.account()), about.email(), Seen.Beginning.ELSEWHERE);
        return new Step(seen, Optional.of(words).filter(w -> isJudged && random.nextBoolean()));
    }

    /** The line that tells that a message was deferred, at the end of the history. */
    byte[] deferred(Sent about) {
        now = now.plusSeconds(1);
        Observation deferred = new Observation.TemporaryFailure(
                about.message(),
                now,
                EvidenceId.of("left pending", about.message().toString()),
                verdict().pending(),
                now.plusSeconds(60));
        return SeenWriter.write(new Seen(
                about.address(), deferred, Optional.of(about.account()), about.email(), Seen.Beginning.ELSEWHERE));
    }

    private Observation observation(Sent about) {
        MessageId message = about.message();
        EvidenceId evidence = EvidenceId.of(message.toString(), Integer.toString(random.nextInt(8)));
        CircuitId circuit = new CircuitId(1 + random.nextInt(3));
        return switch (random.nextInt(21)) {
            case 0, 1, 2, 3 ->
                new Observation.TemporaryFailure(
                        message, now, evidence, verdict().pending(), now.plusSeconds(random.nextInt(100_000)));
            case 4, 5 -> new Observation.Taken(message, now, evidence);
            case 6 -> new Observation.TakenByRelay(message, now, evidence);
            case 7, 8, 9, 10 -> new Observation.PermanentFailure(message, now, evidence, verdict());
            case 11 -> new Observation.SideNote(message, now, evidence, oneOf(List.of(NoteKind.values())));
            case 12 -> new Observation.CutOff(message, now);
            case 13 -> new Observation.Unbounce(about.account(), now, "ann", "they asked");
            case 14 -> new Observation.LiftGlobal(now, "op", "they exist");
            case 15 -> imported(about);
            case 16 -> new Observation.Withdraw(about.account(), now, new BulkId(1 + random.nextInt(2)), "ann");
            case 17 -> new Observation.HoldBack(message, circuit, now);
            case 18 -> new Observation.Release(message, circuit, now);
            case 19 -> new Observation.BouncedGlobally(now);
            default -> new Observation.RollBack(message, circuit, now);
        };
    }

    private Observation imported(Sent about) {
        return new Observation.Import(
                about.account(),
                now,
                new Observation.Import.Line(
                        new BulkId(1 + random.nextInt(2)),
                        ListSource.SES,
                        oneOf(List.of(Reason.values())),
                        random.nextBoolean() ? Optional.of(now.minusSeconds(100_000)) : Optional.empty(),
                        "BOUNCE"),
                "ann");
    }

    private Verdict verdict() {
        Reason reason = oneOf(List.of(Reason.values()));
        return new Verdict(
                reason.finalType(),
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("by-chance"),
                "1",
                List.of("no such", "user"),
                Optional.of(new RuleId("other")));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
