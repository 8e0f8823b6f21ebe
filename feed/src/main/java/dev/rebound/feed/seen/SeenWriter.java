package dev.rebound.feed.seen;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.ledger.Observation;
import dev.rebound.feed.ledger.EventCodec;
import dev.rebound.feed.ledger.JsonText;
import dev.rebound.feed.ledger.Moments;
import dev.rebound.feed.ledger.StandingCodec;
import java.util.Optional;

/**
 * Writes what was seen as one line of JSON; {@link SeenReader} reads it. The form has a version ({@code v}), and
 * docs/reference/stream.md describes it for others who write it.
 */
public final class SeenWriter {

    static final int VERSION = 1;

    private SeenWriter() {}

    /** The line, without a line end. */
    public static byte[] write(Seen seen) {
        return write(seen, Grounds.NONE);
    }

    /**
     * The same with the words that a verdict in it rests on, so that whoever reads it can judge them by other rules.
     */
    public static byte[] write(Seen seen, Optional<Diagnostic> said) {
        return write(seen, new Grounds(said, Optional.empty()));
    }

    /** The same with all that it rests on. */
    public static byte[] write(Seen seen, Grounds grounds) {
        JsonText line = new JsonText(VERSION)
                .put("kind", SeenKind.of(seen.observation()).name())
                .put("address", seen.address().value());
        seen.observation().accountNamed().or(seen::account).ifPresent(account -> line.put("account", account.value()));
        seen.message().ifPresent(message -> line.put("message", message.value()));
        if (seen.email() != 0) {
            line.put("email", seen.email());
        }
        if (seen.beginning() == Seen.Beginning.HERE) {
            line.put("begins", true);
        }
        line.put("at", Moments.micros(seen.observation().at()));
        write(line, seen.observation());
        grounds.said().ifPresent(words -> line.object("said", fields -> write(fields, words)));
        grounds.report().ifPresent(octets -> line.put("report", octets));
        return line.octets();
    }

    private static void write(JsonText line, Observation observation) {
        switch (observation) {
            case Observation.Accepted ignored -> {}
            case Observation.LeftOut o -> line.put("why", o.why().name());
            case Observation.SentThroughInbox o ->
                line.put("evidence", o.evidence().value());
            case Observation.OfferedThroughInbox ignored -> {}
            case Observation.TemporaryFailure o -> deferred(line, o);
            case Observation.Taken o -> line.put("evidence", o.evidence().value());
            case Observation.TakenByRelay o -> line.put("evidence", o.evidence().value());
            case Observation.PermanentFailure o -> {
                line.put("evidence", o.evidence().value());
                line.object("verdict", fields -> EventCodec.write(fields, o.verdict()));
                o.heldBy().ifPresent(circuit -> line.put("circuit", circuit.value()));
            }
            case Observation.SideNote o ->
                line.put("evidence", o.evidence().value()).put("note", o.kind().name());
            case Observation.CutOff ignored -> {}
            case Observation.BouncedGlobally ignored -> {}
            case Observation.Unbounce o -> line.put("by", o.by()).put("why", o.why());
            case Observation.LiftGlobal o -> line.put("by", o.by()).put("why", o.why());
            case Observation.Import o -> imported(line, o);
            case Observation.Withdraw o -> line.put("list", o.list().value()).put("by", o.by());
            case Observation.Restore o -> StandingCodec.write(line.put("by", o.by()), o.lifted());
            case Observation.Reassess ignored -> {}
            case Observation.HoldBack o -> line.put("circuit", o.circuit().value());
            case Observation.Release o -> line.put("circuit", o.circuit().value());
            case Observation.RollBack o -> line.put("circuit", o.circuit().value());
            case Observation.Reclassify o -> {
                line.put("run", o.run());
                line.object("before", fields -> EventCodec.write(fields, o.before()));
                line.object("verdict", fields -> EventCodec.write(fields, o.verdict()));
            }
            case Observation.TimePassed ignored -> {}
        }
    }

    private static void deferred(JsonText line, Observation.TemporaryFailure o) {
        line.put("evidence", o.evidence().value()).put("next", Moments.micros(o.nextAttempt()));
        line.object("verdict", fields -> EventCodec.write(fields, o.verdict()));
        o.tryFor().ifPresent(length -> line.put("tryForSeconds", length.toSeconds()));
    }

    private static void imported(JsonText line, Observation.Import o) {
        line.put("by", o.by())
                .put("list", o.line().list().value())
                .put("source", o.line().source().name())
                .put("reason", o.line().reason().name())
                .put("original", o.line().original());
        o.line().said().ifPresent(moment -> line.put("bounced", Moments.micros(moment)));
    }

    private static void write(JsonText line, Diagnostic said) {
        line.put("text", said.text());
        if (said.finality() != Replied.finality(said.code())) {
            line.put("finality", said.finality().name());
        }
        said.code().ifPresent(code -> line.put("code", code));
        said.status().ifPresent(status -> line.put("status", status.toString()));
        said.command().ifPresent(command -> line.put("command", command.name()));
        said.remoteMta().ifPresent(server -> line.put("mta", server));
    }
}
