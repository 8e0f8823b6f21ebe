/**
 * {@code rebound rules}: look at the rules and prove them. Must not decide anything. Start at
 * {@link dev.rebound.cli.ruling.RulesCommand}.
 */
@NullMarked
package dev.rebound.cli.ruling;

import org.jspecify.annotations.NullMarked;
