package dev.rebound.store.ledger;

import dev.rebound.core.ledger.Observation;
import dev.rebound.store.database.Micros;
import java.time.Instant;

/** What the store has to know of an observation before the rules see it. */
final class Observations {

    private Observations() {}

    /** The same with moments as they can be stored. */
    static Observation storable(Observation observation) {
        Instant at = Micros.truncated(observation.at());
        return switch (observation) {
            case Observation.Accepted o -> new Observation.Accepted(o.account(), o.message(), at);
            case Observation.LeftOut o -> new Observation.LeftOut(o.account(), o.message(), at, o.why());
            case Observation.SentThroughInbox o ->
                new Observation.SentThroughInbox(o.account(), o.message(), at, o.evidence());
            case Observation.OfferedThroughInbox o -> new Observation.OfferedThroughInbox(o.account(), o.message(), at);
            case Observation.TemporaryFailure o ->
                new Observation.TemporaryFailure(
                        o.message(), at, o.evidence(), o.verdict(), Micros.truncated(o.nextAttempt()), o.tryFor());
            case Observation.Taken o -> new Observation.Taken(o.message(), at, o.evidence());
            case Observation.TakenByRelay o -> new Observation.TakenByRelay(o.message(), at, o.evidence());
            case Observation.PermanentFailure o ->
                new Observation.PermanentFailure(o.message(), at, o.evidence(), o.verdict(), o.heldBy());
            case Observation.SideNote o -> new Observation.SideNote(o.message(), at, o.evidence(), o.kind());
            case Observation.CutOff o -> new Observation.CutOff(o.message(), at);
            case Observation.Unbounce o -> new Observation.Unbounce(o.account(), at, o.by(), o.why());
            case Observation.LiftGlobal o -> new Observation.LiftGlobal(at, o.by(), o.why());
            case Observation.BouncedGlobally ignored -> new Observation.BouncedGlobally(at);
            case Observation.Import o -> new Observation.Import(o.account(), at, storable(o.line()), o.by());
            case Observation.Withdraw o -> new Observation.Withdraw(o.account(), at, o.list(), o.by());
            case Observation.Restore o -> new Observation.Restore(o.account(), at, o.lifted(), o.by());
            case Observation.Reassess o -> new Observation.Reassess(o.account(), at);
            case Observation.HoldBack o -> new Observation.HoldBack(o.message(), o.circuit(), at);
            case Observation.Release o -> new Observation.Release(o.message(), o.circuit(), at);
            case Observation.RollBack o -> new Observation.RollBack(o.message(), o.circuit(), at);
            case Observation.Reclassify o ->
                new Observation.Reclassify(o.message(), at, o.run(), o.before(), o.verdict());
            case Observation.TimePassed ignored -> new Observation.TimePassed(at);
        };
    }

    private static Observation.Import.Line storable(Observation.Import.Line line) {
        return new Observation.Import.Line(
                line.list(), line.source(), line.reason(), line.said().map(Micros::truncated), line.original());
    }

    /** Whether all that is known of its address is looked at. */
    static boolean goesThroughHistory(Observation observation) {
        return observation instanceof Observation.Reassess
                || observation instanceof Observation.BouncedGlobally
                || observation instanceof Observation.Reclassify
                || observation instanceof Observation.Import
                || observation instanceof Observation.Withdraw
                || observation instanceof Observation.Restore
                || observation instanceof Observation.HoldBack
                || observation instanceof Observation.Release
                || observation instanceof Observation.RollBack;
    }
}
