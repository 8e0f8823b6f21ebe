/**
 * How the emails of an account fared over weeks: rates by time, reason, recipients' domain and sending domain. Reads what is kept
 * added up and counts nothing itself. Start at {@link dev.rebound.server.deliverability.RateFeature}.
 */
@NullMarked
package dev.rebound.server.deliverability;

import org.jspecify.annotations.NullMarked;
