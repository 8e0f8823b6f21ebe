/**
 * How patient and how polite we are, as data: waits before the next attempt by rule, destination and reason, and limits of
 * destinations. Must not know lanes' state, messages or the network. Start at {@link dev.rebound.engine.manners.Manners}.
 */
@NullMarked
package dev.rebound.engine.manners;

import org.jspecify.annotations.NullMarked;
