package dev.rebound.engine.contact;

import dev.rebound.core.ledger.Suppression;
import java.time.Instant;
import java.util.Optional;

/**
 * A contact with what is known of its address in this account.
 *
 * @param suppression in this account; its reason is the property <em>Email hard bounce reason</em>
 * @param globalSince since when the address is suppressed for every account
 * @param bounces how many messages to the current address bounced in this account
 * @param lastSentAt when a message was last accepted for it
 */
public record ContactView(
        Contact contact,
        Optional<Suppression> suppression,
        Optional<Instant> globalSince,
        int bounces,
        int delivered,
        Optional<Instant> lastSentAt) {}
