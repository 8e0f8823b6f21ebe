package dev.rebound.engine.audit;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the audit log, append-only. */
public interface AuditLog {

    /** Appends; returns after commit. */
    void append(AuditEntry entry);

    /** Newest first; of one account, or of the installation if none is given. */
    List<Numbered> page(Optional<AccountId> account, Optional<Long> before, int limit);

    /** An entry with its number. */
    record Numbered(long number, AuditEntry entry) {}

    /**
     * Who did what.
     *
     * @param account empty for what concerns the installation
     * @param by login name, or the name of an API key
     * @param subject what it was done to, for example an address
     * @param detail in the person's own words, for example why they unbounced
     */
    record AuditEntry(
            Instant at, Optional<AccountId> account, String by, AuditAction action, String subject, String detail) {}
}
