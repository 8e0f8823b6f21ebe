/**
 * Connected inboxes and one-to-one emails: pages and REST API. Start at {@link dev.rebound.server.inbox.InboxFeature}.
 */
@NullMarked
package dev.rebound.server.inbox;

import org.jspecify.annotations.NullMarked;
