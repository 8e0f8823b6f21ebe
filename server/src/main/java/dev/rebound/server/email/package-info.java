/**
 * Marketing emails as people handle them: the list, writing and choosing contacts, sending, cloning,
 * content. Must not know how recipients are shown or figures drawn. Start at
 * {@link dev.rebound.server.email.EmailPages}.
 */
@NullMarked
package dev.rebound.server.email;

import org.jspecify.annotations.NullMarked;
