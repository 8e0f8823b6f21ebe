package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.store.database.Deflated;
import dev.rebound.store.database.Micros;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The one way into the ledger, inside the writer's transaction: load the address's state, let the rules
 * decide, append what they made of it, keep the evidence, write what changed.
 */
public final class Recorder {

    private final Function<AccountId, Rulebook> rulebooks;

    /**
     * @param rulebooks the settings of each account; asked on the writer's thread, so it must be quick
     */
    public Recorder(Function<AccountId, Rulebook> rulebooks) {
        this.rulebooks = rulebooks;
    }

    /** Records an observation of a message that exists, or of none. */
    public List<LedgerEvent> record(
            Handle handle, AddressKey address, Observation observation, Optional<Evidence> evidence) {
        return record(handle, address, observation, evidence, Origin.unknown(address));
    }

    /** Records the first observation of a message. */
    public List<LedgerEvent> begin(Handle handle, AddressKey address, Observation observation, Origin origin) {
        return record(handle, address, observation, Optional.empty(), origin);
    }

    private List<LedgerEvent> record(
            Handle handle, AddressKey address, Observation seen, Optional<Evidence> evidence, Origin origin) {
        Observation observation = Observations.storable(seen);
        AddressState before = AddressStates.forDeciding(handle, address, Observations.messageOf(observation));
        AddressRules.Decision decision =
                AddressRules.decide(address, before, observation, rulebook(before, observation));
        for (LedgerEvent event : decision.events()) {
            EventRow.append(handle, event);
            evidence.filter(e -> restsOn(event, e)).ifPresent(e -> keep(handle, e));
        }
        new Projection(handle, address, origin).write(before, decision.after());
        return decision.events();
    }

    private Rulebook rulebook(AddressState state, Observation observation) {
        return Observations.accountOf(observation)
                .or(() -> Observations.messageOf(observation)
                        .flatMap(id -> Optional.ofNullable(state.messages().get(id)))
                        .map(MessageState::account))
                .map(rulebooks)
                .orElseGet(Rulebook::standard);
    }

    private static boolean restsOn(LedgerEvent event, Evidence evidence) {
        return event instanceof LedgerEvent.WithEvidence with && with.evidence().equals(evidence.id());
    }

    private static void keep(Handle handle, Evidence evidence) {
        Diagnostic said = evidence.diagnostic();
        LedgerSql.on(handle, "keepEvidence")
                .bind("id", evidence.id().value())
                .bind("source", evidence.source().name())
                .bind("receivedAt", Micros.of(evidence.receivedAt()))
                .bind("finality", said.finality().name())
                .bind("code", said.code().isPresent() ? Long.valueOf(said.code().getAsInt()) : null)
                .bind("status", said.status().map(EnhancedStatus::toString).orElse(null))
                .bind("diagnostic", said.text())
                .bind("command", said.command().map(Enum::name).orElse(null))
                .bind("remoteMta", said.remoteMta().orElse(null))
                .bind("tls", evidence.tls().map(TlsColumn::written).orElse(null))
                .execute();
        evidence.rawReport()
                .ifPresent(raw -> LedgerSql.on(handle, "keepRawReport")
                        .bind("evidence", evidence.id().value())
                        .bind("size", raw.length)
                        .bind("receivedAt", Micros.of(evidence.receivedAt()))
                        .bind("content", Deflated.pack(raw))
                        .execute());
    }
}
