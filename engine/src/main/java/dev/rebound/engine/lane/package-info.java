/**
 * Manners: how much is asked of each destination at a time, and whose message goes next. A lane is a
 * destination, all domains whose mail the same servers take; it learns from every answer how fast it may
 * go. Pure state, moved by the {@linkplain dev.rebound.engine.delivery.Dispatcher dispatcher}: it must not
 * know messages, SMTP or the store. Start at {@link dev.rebound.engine.lane.Lanes}.
 */
@NullMarked
package dev.rebound.engine.lane;

import org.jspecify.annotations.NullMarked;
