/** Tests of connected inboxes. */
@NullMarked
package dev.rebound.engine.inbox;

import org.jspecify.annotations.NullMarked;
