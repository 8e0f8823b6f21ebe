/** Tests of the page behind the unsubscribe link. */
@NullMarked
package dev.rebound.server.unsubscribe;

import org.jspecify.annotations.NullMarked;
