/**
 * {@code rebound bench}: how fast parts of Rebound are on this machine, each beside its peer. What is measured is
 * {@code dev.rebound.bench}'s; here is what needs a whole installation, and what prints. Start at
 * {@link dev.rebound.cli.bench.ReadingCommand}.
 */
@NullMarked
package dev.rebound.cli.bench;

import org.jspecify.annotations.NullMarked;
