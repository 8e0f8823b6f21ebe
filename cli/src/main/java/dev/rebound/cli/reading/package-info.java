/**
 * {@code rebound classify}: messages or replies in, one line a recipient out, in the order of the
 * input. Must not know rules or mail formats. Start at {@link dev.rebound.cli.reading.ClassifyCommand}.
 */
@NullMarked
package dev.rebound.cli.reading;

import org.jspecify.annotations.NullMarked;
