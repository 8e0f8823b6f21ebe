/**
 * Connected inboxes and one-to-one emails on SQL; secrets come here sealed. Start at
 * {@link dev.rebound.store.inbox.SqlInboxes}.
 */
@NullMarked
package dev.rebound.store.inbox;

import org.jspecify.annotations.NullMarked;
