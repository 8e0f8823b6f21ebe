/** Tests of connected inboxes: pages, REST, and real mail servers. */
@NullMarked
package dev.rebound.server.inbox;

import org.jspecify.annotations.NullMarked;
