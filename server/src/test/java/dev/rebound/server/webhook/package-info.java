/** Tests of webhooks, with programs that are really called. */
@NullMarked
package dev.rebound.server.webhook;

import org.jspecify.annotations.NullMarked;
