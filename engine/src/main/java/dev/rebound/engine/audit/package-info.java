/**
 * Who did what that somebody may ask about later. Start at {@link dev.rebound.engine.audit.AuditLog}.
 */
@NullMarked
package dev.rebound.engine.audit;

import org.jspecify.annotations.NullMarked;
