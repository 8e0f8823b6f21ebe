package dev.rebound.transport.smtp;

import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.transport.outgoing.OutgoingText;
import java.util.Map;
import java.util.Optional;

/** Chooses a pool by the domain of a message's author, or else by the nearest domain above it. Thread-safe. */
public final class PoolsByDomain implements SendingPool.Chooser {

    private final Map<String, SendingPool> pools;
    private final SendingPool otherwise;

    /**
     * Makes the choice.
     *
     * @param pools by domain in lower-case A-labels
     * @param otherwise for domains that have none
     */
    public PoolsByDomain(Map<String, SendingPool> pools, SendingPool otherwise) {
        this.pools = Map.copyOf(pools);
        this.otherwise = otherwise;
    }

    @Override
    public SendingPool poolFor(MessageContent content) {
        return OutgoingText.of(content).authorDomain().flatMap(this::nearest).orElse(otherwise);
    }

    private Optional<SendingPool> nearest(String domain) {
        String name = domain;
        while (true) {
            SendingPool pool = pools.get(name);
            int dot = name.indexOf('.');
            if (pool != null || dot < 0) {
                return Optional.ofNullable(pool);
            }
            name = name.substring(dot + 1);
        }
    }
}
