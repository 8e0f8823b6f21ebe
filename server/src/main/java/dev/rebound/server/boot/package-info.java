/**
 * The one place where everything is put together and started: store, keys, classifier, delivery, intake
 * and pages. Decides nothing else. Start at {@link dev.rebound.server.boot.Installation}.
 */
@NullMarked
package dev.rebound.server.boot;

import org.jspecify.annotations.NullMarked;
