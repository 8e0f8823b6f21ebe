/**
 * {@code rebound explain}: everything about one verdict, for people and for programs. Must not decide
 * anything. Start at {@link dev.rebound.cli.explaining.ExplainCommand}.
 */
@NullMarked
package dev.rebound.cli.explaining;

import org.jspecify.annotations.NullMarked;
