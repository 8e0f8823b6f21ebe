package dev.rebound.feed.seen;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.ledger.Observation;
import dev.rebound.feed.ledger.EventCodec;
import dev.rebound.feed.ledger.Moments;
import dev.rebound.feed.ledger.StandingCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes what was seen as one line of JSON; {@link SeenReader} reads it. The form has a version ({@code v}), and
 * docs/reference/stream.md describes it for others who write it.
 */
public final class SeenWriter {

    static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

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
        ObjectNode line = JSON.createObjectNode()
                .put("v", VERSION)
                .put("kind", SeenKind.of(seen.observation()).name())
                .put("address", seen.address().value());
        seen.account().ifPresent(account -> line.put("account", account.value()));
        seen.message().ifPresent(message -> line.put("message", message.value()));
        if (seen.email() != 0) {
            line.put("email", seen.email());
        }
        if (seen.beginning() == Seen.Beginning.HERE) {
            line.put("begins", true);
        }
        line.put("at", Moments.micros(seen.observation().at()));
        write(line, seen.observation());
        grounds.said().ifPresent(words -> write(line.putObject("said"), words));
        grounds.report().ifPresent(octets -> line.put("report", octets));
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ObjectNode line, Observation observation) {
        switch (observation) {
            case Observation.Accepted o -> line.put("account", o.account().value());
            case Observation.LeftOut o ->
                line.put("account", o.account().value()).put("why", o.why().name());
            case Observation.SentThroughInbox o -> {
                line.put("account", o.account().value());
                line.put("evidence", o.evidence().value());
            }
            case Observation.OfferedThroughInbox o ->
                line.put("account", o.account().value());
            case Observation.TemporaryFailure o -> deferred(line, o);
            case Observation.Taken o -> line.put("evidence", o.evidence().value());
            case Observation.TakenByRelay o -> line.put("evidence", o.evidence().value());
            case Observation.PermanentFailure o -> {
                line.put("evidence", o.evidence().value());
                EventCodec.write(line.putObject("verdict"), o.verdict());
                o.heldBy().ifPresent(circuit -> line.put("circuit", circuit.value()));
            }
            case Observation.SideNote o ->
                line.put("evidence", o.evidence().value()).put("note", o.kind().name());
            case Observation.CutOff ignored -> {}
            case Observation.BouncedGlobally ignored -> {}
            case Observation.Unbounce o ->
                line.put("account", o.account().value()).put("by", o.by()).put("why", o.why());
            case Observation.LiftGlobal o -> line.put("by", o.by()).put("why", o.why());
            case Observation.Import o -> imported(line, o);
            case Observation.Withdraw o ->
                line.put("account", o.account().value())
                        .put("list", o.list().value())
                        .put("by", o.by());
            case Observation.Restore o ->
                StandingCodec.write(line.put("account", o.account().value()).put("by", o.by()), o.lifted());
            case Observation.Reassess o -> line.put("account", o.account().value());
            case Observation.HoldBack o -> line.put("circuit", o.circuit().value());
            case Observation.Release o -> line.put("circuit", o.circuit().value());
            case Observation.RollBack o -> line.put("circuit", o.circuit().value());
            case Observation.Reclassify o -> {
                line.put("run", o.run());
                EventCodec.write(line.putObject("before"), o.before());
                EventCodec.write(line.putObject("verdict"), o.verdict());
            }
            case Observation.TimePassed ignored -> {}
        }
    }

    private static void deferred(ObjectNode line, Observation.TemporaryFailure o) {
        line.put("evidence", o.evidence().value()).put("next", Moments.micros(o.nextAttempt()));
        EventCodec.write(line.putObject("verdict"), o.verdict());
        o.tryFor().ifPresent(length -> line.put("tryForSeconds", length.toSeconds()));
    }

    private static void imported(ObjectNode line, Observation.Import o) {
        line.put("account", o.account().value())
                .put("by", o.by())
                .put("list", o.line().list().value())
                .put("source", o.line().source().name())
                .put("reason", o.line().reason().name())
                .put("original", o.line().original());
        o.line().said().ifPresent(moment -> line.put("bounced", Moments.micros(moment)));
    }

    private static void write(ObjectNode node, Diagnostic said) {
        node.put("text", said.text());
        if (said.finality() != Replied.finality(said.code())) {
            node.put("finality", said.finality().name());
        }
        said.code().ifPresent(code -> node.put("code", code));
        said.status().ifPresent(status -> node.put("status", status.toString()));
        said.command().ifPresent(command -> node.put("command", command.name()));
        said.remoteMta().ifPresent(server -> node.put("mta", server));
    }
}
