package dev.rebound.server.operator;

import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.metrics.StoreFigures;
import dev.rebound.engine.node.Nodes;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.engine.time.RehearsalClock;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.people.PeopleDesk;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.util.Optional;

/** Everything for operators: pages and REST API. */
public final class OperatorFeature implements Feature {

    private final OperatorPorts ports;

    public OperatorFeature(
            Entrance entrance, Lifting lifting, QuarantinePages.Desk quarantine, Health health, World world) {
        ports = new OperatorPorts(
                entrance.accounts(),
                entrance.people(),
                entrance.sessions(),
                new AccountDesk(entrance.accounts(), entrance.people().people(), world.audit(), world.clock()),
                lifting.suppressions(),
                lifting.unbouncing(),
                quarantine,
                health,
                world.audit(),
                new ClockDesk(world.clock(), world.rehearsal(), world.audit()));
    }

    /** Who comes in, where to, and the sessions of those who have. */
    public record Entrance(Accounts accounts, PeopleDesk people, Sessions sessions) {}

    /** Who is suppressed everywhere, and how that is lifted. */
    public record Lifting(Suppressions suppressions, Unbouncing unbouncing) {}

    /**
     * What says how things stand.
     *
     * @param nodes empty where the database is a file and one server has it
     */
    public record Health(StoreFigures figures, Inboxes inboxes, Optional<Nodes> nodes) {}

    /** Time, and the log of who did what in it. */
    public record World(WorldClock clock, Optional<RehearsalClock> rehearsal, AuditLog audit) {}

    @Override
    public void register(Routes routes) {
        new OperatorPages(ports).register(routes);
        new PeoplePages(ports).register(routes);
        new QuarantinePages(ports.quarantine()).register(routes);
        new OperatorApi(ports).register(routes);
        new PersonPages(ports).register(routes);
        new PersonApi(ports).register(routes);
    }
}
