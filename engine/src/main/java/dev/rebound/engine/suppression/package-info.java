/**
 * Addresses that may not be sent to: listed, lifted by a person, lifted by an operator. Start at
 * {@link dev.rebound.engine.suppression.Suppressions}.
 */
@NullMarked
package dev.rebound.engine.suppression;

import org.jspecify.annotations.NullMarked;
