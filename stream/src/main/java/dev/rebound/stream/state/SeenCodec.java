package dev.rebound.stream.state;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Lifted;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.seen.Seen;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An observation as bytes, from machine to machine and while it waits in the state of an address. */
final class SeenCodec {

    private static final int VERSION = 1;

    private SeenCodec() {}

    static void write(Seen seen, DataOutput out) throws IOException {
        Packer packer = new Packer(out);
        packer.octet(VERSION);
        packer.text(seen.address().value());
        packer.number(seen.account().map(AccountId::value).orElse(0L));
        packer.number(seen.email());
        packer.constant(seen.beginning());
        packer.moment(seen.observation().at());
        write(packer, seen.observation());
    }

    private static void write(Packer to, Observation observation) throws IOException {
        switch (observation) {
            case Observation.Accepted o -> begin(to, 0, o.account(), o.message());
            case Observation.LeftOut o -> {
                begin(to, 1, o.account(), o.message());
                to.constant(o.why());
            }
            case Observation.SentThroughInbox o -> {
                begin(to, 2, o.account(), o.message());
                to.evidence(o.evidence());
            }
            case Observation.OfferedThroughInbox o -> begin(to, 3, o.account(), o.message());
            case Observation.TemporaryFailure o -> deferred(to, o);
            case Observation.Taken o -> proven(to, 5, o.message(), o.evidence());
            case Observation.TakenByRelay o -> proven(to, 6, o.message(), o.evidence());
            case Observation.PermanentFailure o -> {
                proven(to, 7, o.message(), o.evidence());
                to.verdict(o.verdict());
                to.optional(o.heldBy(), (CircuitId circuit) -> to.number(circuit.value()));
            }
            case Observation.SideNote o -> {
                proven(to, 8, o.message(), o.evidence());
                to.constant(o.kind());
            }
            case Observation.CutOff o -> of(to, 9, o.message());
            case Observation.Unbounce o -> {
                to.octet(10);
                to.number(o.account().value());
                said(to, o.by(), o.why());
            }
            case Observation.LiftGlobal o -> {
                to.octet(11);
                said(to, o.by(), o.why());
            }
            case Observation.Import o -> imported(to, o);
            case Observation.Withdraw o -> withdrawn(to, o);
            case Observation.Restore o -> restored(to, o);
            case Observation.Reassess o -> {
                to.octet(15);
                to.number(o.account().value());
            }
            case Observation.HoldBack o -> held(to, 16, o.message(), o.circuit());
            case Observation.Release o -> held(to, 17, o.message(), o.circuit());
            case Observation.RollBack o -> held(to, 18, o.message(), o.circuit());
            case Observation.Reclassify o -> {
                of(to, 19, o.message());
                to.number(o.run());
                to.verdict(o.before());
                to.verdict(o.verdict());
            }
            case Observation.TimePassed ignored -> to.octet(20);
            case Observation.BouncedGlobally ignored -> to.octet(21);
        }
    }

    private static void of(Packer to, int kind, MessageId message) throws IOException {
        to.octet(kind);
        to.number(message.value());
    }

    private static void begin(Packer to, int kind, AccountId account, MessageId message) throws IOException {
        of(to, kind, message);
        to.number(account.value());
    }

    private static void proven(Packer to, int kind, MessageId message, EvidenceId evidence) throws IOException {
        of(to, kind, message);
        to.evidence(evidence);
    }

    private static void held(Packer to, int kind, MessageId message, CircuitId circuit) throws IOException {
        of(to, kind, message);
        to.number(circuit.value());
    }

    private static void said(Packer to, String by, String why) throws IOException {
        to.text(by);
        to.text(why);
    }

    private static void deferred(Packer to, Observation.TemporaryFailure o) throws IOException {
        proven(to, 4, o.message(), o.evidence());
        to.verdict(o.verdict());
        to.moment(o.nextAttempt());
        to.optional(o.tryFor(), (Duration length) -> to.number(length.toSeconds()));
    }

    private static void withdrawn(Packer to, Observation.Withdraw o) throws IOException {
        to.octet(13);
        to.number(o.account().value());
        to.number(o.list().value());
        to.text(o.by());
    }

    private static void imported(Packer to, Observation.Import o) throws IOException {
        to.octet(12);
        to.number(o.account().value());
        to.text(o.by());
        to.number(o.line().list().value());
        to.constant(o.line().source());
        to.constant(o.line().reason());
        to.text(o.line().original());
        to.optional(o.line().said(), to::moment);
    }

    private static void restored(Packer to, Observation.Restore o) throws IOException {
        to.octet(14);
        to.number(o.account().value());
        to.text(o.by());
        to.suppression(o.lifted().suppression());
        to.optional(o.lifted().vote(), to::moment);
        to.optional(o.lifted().pardon(), to::moment);
        to.moment(o.lifted().at());
    }

    static Seen read(DataInput in) throws IOException {
        Unpacker from = new Unpacker(in);
        int version = from.octet();
        if (version != VERSION) {
            throw new IOException("an observation has version " + version);
        }
        AddressKey address = new AddressKey(from.text());
        long account = from.number();
        long email = from.number();
        Seen.Beginning beginning = from.constant(Seen.Beginning.values());
        Instant at = from.moment();
        Observation observation = observation(from, at);
        return new Seen(
                address,
                observation,
                account == 0 ? Optional.empty() : Optional.of(new AccountId(account)),
                email,
                beginning);
    }

    private static Observation observation(Unpacker from, Instant at) throws IOException {
        int kind = from.octet();
        return switch (kind) {
            case 10 -> new Observation.Unbounce(account(from), at, from.text(), from.text());
            case 11 -> new Observation.LiftGlobal(at, from.text(), from.text());
            case 12 -> imported(from, at);
            case 13 -> new Observation.Withdraw(account(from), at, new BulkId(from.number()), from.text());
            case 14 -> restored(from, at);
            case 15 -> new Observation.Reassess(account(from), at);
            case 20 -> new Observation.TimePassed(at);
            case 21 -> new Observation.BouncedGlobally(at);
            default -> ofMessage(kind, from, at);
        };
    }

    private static Observation ofMessage(int kind, Unpacker from, Instant at) throws IOException {
        MessageId message = new MessageId(from.number());
        return switch (kind) {
            case 0 -> new Observation.Accepted(account(from), message, at);
            case 1 -> new Observation.LeftOut(account(from), message, at, from.constant(NotSentReason.values()));
            case 2 -> new Observation.SentThroughInbox(account(from), message, at, from.evidence());
            case 3 -> new Observation.OfferedThroughInbox(account(from), message, at);
            case 9 -> new Observation.CutOff(message, at);
            case 16 -> new Observation.HoldBack(message, new CircuitId(from.number()), at);
            case 17 -> new Observation.Release(message, new CircuitId(from.number()), at);
            case 18 -> new Observation.RollBack(message, new CircuitId(from.number()), at);
            case 19 -> new Observation.Reclassify(message, at, from.number(), from.verdict(), from.verdict());
            default -> proven(kind, message, at, from);
        };
    }

    private static Observation proven(int kind, MessageId message, Instant at, Unpacker from) throws IOException {
        EvidenceId evidence = from.evidence();
        return switch (kind) {
            case 4 -> {
                Verdict verdict = from.verdict();
                Instant next = from.moment();
                Optional<Duration> tryFor = from.optional(() -> Duration.ofSeconds(from.number()));
                yield new Observation.TemporaryFailure(message, at, evidence, verdict, next, tryFor);
            }
            case 5 -> new Observation.Taken(message, at, evidence);
            case 6 -> new Observation.TakenByRelay(message, at, evidence);
            case 7 -> {
                Verdict verdict = from.verdict();
                Optional<CircuitId> heldBy = from.optional(() -> new CircuitId(from.number()));
                yield new Observation.PermanentFailure(message, at, evidence, verdict, heldBy);
            }
            case 8 -> new Observation.SideNote(message, at, evidence, from.constant(NoteKind.values()));
            default -> throw new IOException("there is no observation of kind " + kind);
        };
    }

    private static AccountId account(Unpacker from) throws IOException {
        return new AccountId(from.number());
    }

    private static Observation imported(Unpacker from, Instant at) throws IOException {
        AccountId account = account(from);
        String by = from.text();
        Observation.Import.Line line = new Observation.Import.Line(
                new BulkId(from.number()),
                from.constant(ListSource.values()),
                from.constant(Reason.values()),
                Optional.empty(),
                from.text());
        Optional<Instant> said = from.optional(from::moment);
        return new Observation.Import(
                account,
                at,
                new Observation.Import.Line(line.list(), line.source(), line.reason(), said, line.original()),
                by);
    }

    private static Observation restored(Unpacker from, Instant at) throws IOException {
        AccountId account = account(from);
        String by = from.text();
        Suppression suppression = from.suppression();
        Optional<Instant> vote = from.optional(from::moment);
        Optional<Instant> pardon = from.optional(from::moment);
        return new Observation.Restore(account, at, new Lifted(suppression, vote, pardon, from.moment()), by);
    }
}
