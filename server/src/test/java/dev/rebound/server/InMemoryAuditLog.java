package dev.rebound.server;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An audit log in memory. */
public final class InMemoryAuditLog implements AuditLog {

    private final List<AuditEntry> entries = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void append(AuditEntry entry) {
        entries.add(entry);
    }

    @Override
    public List<Numbered> page(Optional<AccountId> account, Optional<Long> before, int limit) {
        List<Numbered> page = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0 && page.size() < limit; i--) {
            if (account.isEmpty() || entries.get(i).account().equals(account)) {
                page.add(new Numbered(i, entries.get(i)));
            }
        }
        return page;
    }
}
