/**
 * Mail that programs handed over, on SQL: what came, deflated, and which messages it became. Start at
 * {@link dev.rebound.store.submission.SqlSubmissions}.
 */
@NullMarked
package dev.rebound.store.submission;

import org.jspecify.annotations.NullMarked;
