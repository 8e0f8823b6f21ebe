/**
 * {@code rebound bench}: how fast this machine reads returned mail, beside the reference. Prints what
 * {@code dev.rebound.bench} measured and measures nothing itself. Start at
 * {@link dev.rebound.cli.bench.ReadingCommand}.
 */
@NullMarked
package dev.rebound.cli.bench;

import org.jspecify.annotations.NullMarked;
