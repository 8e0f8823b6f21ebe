package dev.rebound.server.account;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.Numbered;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.util.List;
import java.util.Optional;

/** The audit log of one account. */
public final class AccountPages implements Feature {

    private static final int ROWS = 50;

    private final AuditLog audit;

    public AccountPages(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/audit", Access.to(Permission.AUDIT), this::auditLog);
    }

    /** A page of the audit log. */
    public record AuditPage(List<Numbered> rows, boolean isFirst, Optional<Long> next) {}

    private void auditLog(Visit visit) {
        Optional<Long> before = visit.queryNumber("before");
        List<Numbered> found = audit.page(Optional.of(visit.account()), before, ROWS + 1);
        List<Numbered> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<Long> next = found.size() > ROWS ? Optional.of(page.getLast().number()) : Optional.empty();
        visit.page("account/audit.jte", new AuditPage(page, before.isEmpty(), next));
    }
}
