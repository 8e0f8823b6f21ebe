package dev.rebound.server.guard;

import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Hold;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.guard.Guarding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an account is told of bounces of its own that are held: by what, since when and why, and nothing of others. */
public final class HeldNotices {

    private final Guarding guarding;

    public HeldNotices(Guarding guarding) {
        this.guarding = guarding;
    }

    /**
     * Bounces that one circuit holds.
     *
     * @param bounces of the account, or of the email that was asked for
     */
    public record HeldNotice(Circuit circuit, long bounces) {}

    /** What is held of an account. */
    public List<HeldNotice> of(AccountId account) {
        return notices(guarding.heldIn(account));
    }

    /** What is held of one email. */
    public List<HeldNotice> of(AccountId account, EmailId email) {
        return notices(guarding.heldIn(account, email));
    }

    /** What is held of an account's messages to one address. */
    public List<HeldNotice> of(AccountId account, AddressState address) {
        Map<CircuitId, Long> held = new TreeMap<>();
        address.messages().values().stream()
                .filter(message -> message.account().equals(account))
                .flatMap(message -> message.hold().stream())
                .filter(hold -> hold.standing() == Hold.Standing.HELD)
                .forEach(hold -> held.merge(hold.circuit(), 1L, Long::sum));
        return notices(held);
    }

    /** The circuit that holds a bounce. */
    public Optional<Circuit> circuit(CircuitId circuit) {
        return guarding.find(circuit);
    }

    private List<HeldNotice> notices(Map<CircuitId, Long> held) {
        return held.entrySet().stream()
                .flatMap(entry -> guarding.find(entry.getKey()).stream()
                        .map(circuit -> new HeldNotice(circuit, entry.getValue())))
                .toList();
    }
}
