package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.Optional;

/** One email sent to many contacts. */
public record MarketingEmail(
        EmailId id,
        AccountId account,
        EmailContent content,
        EmailState state,
        Selection selection,
        Instant createdAt,
        Optional<Instant> sentAt,
        Optional<EmailId> clonedFrom) {}
