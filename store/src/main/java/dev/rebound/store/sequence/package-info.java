/**
 * Sequences and their enrolments on SQL. Must not decide when or whether a step is sent: it stores and finds. Start at
 * {@link dev.rebound.store.sequence.SqlDueSteps}.
 */
@NullMarked
package dev.rebound.store.sequence;

import org.jspecify.annotations.NullMarked;
