package dev.rebound.transport.sandbox.mail;

import dev.rebound.transport.sandbox.script.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Times in which a whole domain treats everybody alike, whoever they are: Gmail answered 5.1.1 for valid users for almost
 * seven hours in December 2020. Begun by whoever tells a story; nothing of it is in the script. Thread-safe.
 */
public final class Outages {

    private final List<Outage> all = new CopyOnWriteArrayList<>();

    /**
     * One of them.
     *
     * @param behaviour of every mailbox; met once the recipient is named
     */
    private record Outage(String domain, Behaviour behaviour, Instant from, Instant to) {

        boolean isOf(String name, Instant at) {
            return domain.equals(name) && !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** From then on, for so long, every mailbox of the domain behaves so. */
    public void begin(String domain, Behaviour behaviour, Instant from, Duration length) {
        if (behaviour.stage().isBeforeRecipient()) {
            throw new IllegalArgumentException(behaviour.name() + " comes before the recipient is known");
        }
        all.add(new Outage(domain, behaviour, from, from.plus(length)));
    }

    /** How every mailbox of the domain behaves at a moment, if there is an outage. */
    Optional<Behaviour> of(String domain, Instant at) {
        return all.stream()
                .filter(outage -> outage.isOf(domain, at))
                .map(Outage::behaviour)
                .findFirst();
    }
}
