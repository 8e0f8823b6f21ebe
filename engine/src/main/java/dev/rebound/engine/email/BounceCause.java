package dev.rebound.engine.email;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;

/**
 * Where most bounces of an email for one reason came from, and whose fault they are.
 *
 * @param domain of the recipients
 * @param number of those with this domain and fault, among {@code looked}
 * @param looked how many were looked at: the first ones of the email, which need not be all
 */
public record BounceCause(BounceType type, Reason reason, String domain, Fault fault, long number, long looked) {}
