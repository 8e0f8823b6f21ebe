package dev.rebound.server.operator;

import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.server.people.PeopleDesk;
import dev.rebound.server.session.Sessions;

/** What the operator's pages and routes work with. */
record OperatorPorts(
        Accounts accounts,
        PeopleDesk people,
        Sessions sessions,
        AccountDesk desk,
        Suppressions suppressions,
        Unbouncing unbouncing,
        QuarantinePages.Desk quarantine,
        OperatorFeature.Health health,
        AuditLog audit,
        ClockDesk clock) {}
