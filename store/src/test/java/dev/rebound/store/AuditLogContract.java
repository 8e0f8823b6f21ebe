package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.audit.AuditLog.Numbered;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every audit log promises. */
abstract class AuditLogContract extends PortContract {

    private AuditEntry append(Optional<AccountId> account, String subject) {
        AuditEntry entry =
                new AuditEntry(World.NOON, account, "ann", AuditAction.UNBOUNCED, subject, "they asked for it");
        ports.auditLog().append(entry);
        return entry;
    }

    private List<AuditEntry> page(Optional<AccountId> account, Optional<Long> before, int limit) {
        return ports.auditLog().page(account, before, limit).stream()
                .map(Numbered::entry)
                .toList();
    }

    @Test
    void entriesComeNewestFirstPageByPage() {
        Optional<AccountId> account = Optional.of(world.account());
        AuditEntry first = append(account, "first");
        AuditEntry second = append(account, "second");
        AuditEntry third = append(account, "third");
        List<Numbered> newest = ports.auditLog().page(account, Optional.empty(), 2);

        assertEquals(
                List.of(third, second), newest.stream().map(Numbered::entry).toList());
        assertEquals(List.of(first), page(account, Optional.of(newest.getLast().number()), 2));
    }

    @Test
    void eachAccountAndTheInstallationHaveTheirOwn() {
        Optional<AccountId> account = Optional.of(world.account());
        AuditEntry own = append(account, "own");
        AuditEntry installation = append(Optional.empty(), "installation");

        assertEquals(List.of(own), page(account, Optional.empty(), 10));
        assertEquals(List.of(installation), page(Optional.empty(), Optional.empty(), 10));
        assertEquals(List.of(), page(Optional.of(world.account()), Optional.empty(), 10));
    }
}
