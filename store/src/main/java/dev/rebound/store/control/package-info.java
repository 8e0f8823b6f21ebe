/**
 * Plans and holds of emails on SQL, and the queue as people see it. Start at
 * {@link dev.rebound.store.control.SqlControls}.
 */
@NullMarked
package dev.rebound.store.control;

import org.jspecify.annotations.NullMarked;
