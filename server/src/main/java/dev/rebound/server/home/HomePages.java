package dev.rebound.server.home;

import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.time.RehearsalClock;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.LocalAddress;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Whether the process is there, and the rehearsal's clock. */
public final class HomePages implements Feature {

    /** The steps people can move the clock by. */
    private static final Map<String, Duration> STEPS =
            Map.of("hour", Duration.ofHours(1), "day", Duration.ofDays(1), "three-days", Duration.ofDays(3));

    private final Optional<RehearsalClock> rehearsal;
    private final WorldClock clock;
    private final AuditLog audit;

    public HomePages(Optional<RehearsalClock> rehearsal, WorldClock clock, AuditLog audit) {
        this.rehearsal = rehearsal;
        this.clock = clock;
        this.audit = audit;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/health", Access.PUBLIC, visit -> visit.http().result("ok"))
                .post("/rehearsal/advance", Access.OPERATOR, this::advance);
    }

    private void advance(Visit visit) {
        RehearsalClock movable = rehearsal.orElseThrow(NotFoundResponse::new);
        Duration step = Optional.ofNullable(STEPS.get(visit.form("by"))).orElseThrow(BadRequestResponse::new);
        movable.jump(step);
        audit.append(new AuditEntry(
                clock.instant(), Optional.empty(), visit.by(), AuditAction.CLOCK_MOVED, step.toString(), ""));
        visit.redirect(LocalAddress.orHome(visit.form("to")), "note.clock-moved");
    }
}
