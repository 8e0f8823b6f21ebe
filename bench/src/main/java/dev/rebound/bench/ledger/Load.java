package dev.rebound.bench.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import java.time.Instant;
import java.util.Optional;

/** What is written: the same addresses and evidence for ours and for the peer, by number. */
final class Load {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final int DOMAINS = 1_000;
    /** A prime, so that addresses come in no order. */
    private static final long SCATTER = 1_000_003;

    private Load() {}

    static AddressKey addressOf(long number) {
        return new AddressKey("person" + number * SCATTER % 1_000_000_007L + "@d" + number % DOMAINS + ".example.org");
    }

    /** What a server said when it took a message. */
    static Evidence evidenceOf(long number) {
        return new Evidence(
                EvidenceId.of("load", Long.toString(number)),
                EvidenceSource.SMTP_REPLY,
                NOON,
                Diagnostic.ofText("250 2.0.0 Ok: queued as 4cX1Bd0hZ9z3"),
                Optional.empty());
    }
}
