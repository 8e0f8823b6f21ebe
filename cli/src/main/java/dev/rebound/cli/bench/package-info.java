/**
 * {@code rebound bench}: how fast parts of Rebound are on this machine, each beside its peer. Prints what
 * {@code dev.rebound.bench} measured and measures nothing itself. Start at
 * {@link dev.rebound.cli.bench.ReadingCommand}.
 */
@NullMarked
package dev.rebound.cli.bench;

import org.jspecify.annotations.NullMarked;
