package dev.rebound.server.operator;

import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.time.RehearsalClock;
import dev.rebound.engine.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Use case: an operator lets time pass in a rehearsal. Audited at the time before the jump. */
final class ClockDesk {

    /** Most hours that pass at once: a week. */
    static final int HOURS_MAX = 168;

    private final WorldClock clock;
    private final Optional<RehearsalClock> rehearsal;
    private final AuditLog audit;

    ClockDesk(WorldClock clock, Optional<RehearsalClock> rehearsal, AuditLog audit) {
        this.clock = clock;
        this.rehearsal = rehearsal;
        this.audit = audit;
    }

    Instant now() {
        return clock.instant();
    }

    boolean isRehearsal() {
        return rehearsal.isPresent();
    }

    /** False if this is no rehearsal: real time cannot be moved. */
    boolean letPass(int hours, String by) {
        if (rehearsal.isEmpty()) {
            return false;
        }
        audit.append(new AuditEntry(clock.instant(), Optional.empty(), by, AuditAction.CLOCK_MOVED, hours + " h", ""));
        rehearsal.get().jump(Duration.ofHours(hours));
        return true;
    }
}
