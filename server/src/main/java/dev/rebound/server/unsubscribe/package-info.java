/**
 * What the recipient of an email sees of Rebound: the page behind the unsubscribe link. It knows nobody who
 * is signed in; the link is the permission. Start at
 * {@link dev.rebound.server.unsubscribe.UnsubscribePages}.
 */
@NullMarked
package dev.rebound.server.unsubscribe;

import org.jspecify.annotations.NullMarked;
