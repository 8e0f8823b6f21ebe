package dev.rebound.engine.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.time.WorldClock;
import java.time.Instant;
import java.util.Optional;

/**
 * Use case: a person lifts a suppression, or an operator a global bounce. Both ask why and are audited;
 * the next hard bounce suppresses again.
 */
public final class Unbouncing {

    /** Longest explanation, in characters. */
    public static final int WHY_LENGTH_MAX = 500;

    private final Ledger ledger;
    private final AuditLog audit;
    private final WorldClock clock;

    public Unbouncing(Ledger ledger, AuditLog audit, WorldClock clock) {
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of it. */
    public enum Outcome {
        DONE,
        /** The account does not suppress the address. */
        NOT_SUPPRESSED,
        /** It is suppressed for every account; only an operator can lift that. */
        GLOBALLY_BOUNCED,
        /** No explanation was given, or one that is too long. */
        WHY_MISSING
    }

    /** Lifts the account's suppression of the address; returns after commit. */
    public Outcome unbounce(AccountId account, AddressKey address, String by, String why) {
        if (isNoExplanation(why)) {
            return Outcome.WHY_MISSING;
        }
        Instant now = clock.instant();
        boolean done =
                ledger
                        .record(address, new Observation.Unbounce(account, now, by, why), Optional.empty())
                        .join()
                        .stream()
                        .anyMatch(LedgerEvent.Unbounced.class::isInstance);
        if (!done) {
            boolean global = ledger.state(address).globalSince().isPresent();
            return global ? Outcome.GLOBALLY_BOUNCED : Outcome.NOT_SUPPRESSED;
        }
        audit.append(new AuditEntry(now, Optional.of(account), by, AuditAction.UNBOUNCED, address.value(), why));
        return Outcome.DONE;
    }

    /** Lifts the global bounce; returns after commit. The accounts' own suppressions stay. */
    public Outcome liftGlobal(AddressKey address, String by, String why) {
        if (isNoExplanation(why)) {
            return Outcome.WHY_MISSING;
        }
        Instant now = clock.instant();
        boolean done =
                ledger.record(address, new Observation.LiftGlobal(now, by, why), Optional.empty()).join().stream()
                        .anyMatch(LedgerEvent.GlobalLifted.class::isInstance);
        if (!done) {
            return Outcome.NOT_SUPPRESSED;
        }
        audit.append(new AuditEntry(now, Optional.empty(), by, AuditAction.GLOBAL_LIFTED, address.value(), why));
        return Outcome.DONE;
    }

    private static boolean isNoExplanation(String why) {
        return why.isBlank() || why.length() > WHY_LENGTH_MAX;
    }
}
