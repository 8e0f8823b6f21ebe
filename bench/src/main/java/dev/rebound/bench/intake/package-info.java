/**
 * How many reports a second come in over SMTP and are answered 250 once durable, beside Postfix taking the same mail
 * into its queue. Start at {@link dev.rebound.bench.intake.IntakeLoad}.
 */
@NullMarked
package dev.rebound.bench.intake;

import org.jspecify.annotations.NullMarked;
