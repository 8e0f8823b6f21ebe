/**
 * Answers that are kept by the keys of their calls, on SQL. A call is entered before it is carried out, so that two that
 * come at once are not both. Start at {@link dev.rebound.store.once.SqlKeptAnswers}.
 */
@NullMarked
package dev.rebound.store.once;

import org.jspecify.annotations.NullMarked;
