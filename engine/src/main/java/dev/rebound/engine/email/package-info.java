/**
 * Marketing emails: writing, choosing recipients, sending, and the figures and recipients of what was
 * sent. Start at {@link dev.rebound.engine.email.Emails}.
 */
@NullMarked
package dev.rebound.engine.email;

import org.jspecify.annotations.NullMarked;
