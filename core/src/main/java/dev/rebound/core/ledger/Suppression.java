package dev.rebound.core.ledger;

import dev.rebound.core.bounce.Reason;
import java.time.Instant;

/**
 * An address an account may not send marketing email to.
 *
 * @param reason of the hard bounce
 * @param since when it bounced
 * @param cause the message that bounced
 */
public record Suppression(Reason reason, Instant since, MessageId cause) {}
