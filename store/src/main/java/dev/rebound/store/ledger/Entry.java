package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.store.database.Deflated;
import java.util.Optional;

/**
 * An observation on its way into the ledger. Made by the caller, so that what can be done before the writer's
 * turn is done there: a raw report is packed already.
 *
 * @param observation with moments as they can be stored
 * @param origin where the message comes from, should this be the first that is seen of it
 */
public record Entry(AddressKey address, Observation observation, Optional<Kept> evidence, Origin origin) {

    public Entry {
        observation = Observations.storable(observation);
    }

    /**
     * Evidence in the form in which it is kept.
     *
     * @param packedReport the raw report, deflated
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(Evidence evidence, Optional<byte[]> packedReport) {}

    /** An observation of a message that exists, or of none. */
    public static Entry of(AddressKey address, Observation observation, Optional<Evidence> evidence) {
        return new Entry(
                address,
                observation,
                evidence.map(e -> new Kept(e, e.rawReport().map(Deflated::pack))),
                Origin.unknown(address));
    }

    /** The first observation of a message. */
    public static Entry first(AddressKey address, Observation observation, Origin origin) {
        return new Entry(address, observation, Optional.empty(), origin);
    }

    /** The first observation of a message, that rests on something. */
    public static Entry first(AddressKey address, Observation observation, Evidence evidence, Origin origin) {
        return new Entry(address, observation, Optional.of(new Kept(evidence, Optional.empty())), origin);
    }

    /** The message it is about. */
    public Optional<MessageId> message() {
        return observation.about();
    }

    /** The server that its evidence is of, if it names one. */
    public Optional<String> remoteMta() {
        return evidence.flatMap(kept -> kept.evidence().diagnostic().remoteMta());
    }

    /** Whether a person says it, and no server or provider. */
    public boolean isEnteredByHand() {
        return evidence.filter(kept -> kept.evidence().source() == EvidenceSource.MANUAL)
                .isPresent();
    }

    /** The address of ours that the message left from, if that is known. */
    public Optional<String> sentFrom() {
        return evidence.flatMap(kept -> kept.evidence().sentFrom());
    }
}
