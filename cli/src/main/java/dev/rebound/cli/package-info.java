/**
 * The one executable {@code rebound}: commands, their options and what they print. Must not decide
 * anything; a command reads its options, asks the module that knows, and prints. Start at
 * {@link dev.rebound.cli.Rebound}; a new command is one class and one line there.
 */
@NullMarked
package dev.rebound.cli;

import org.jspecify.annotations.NullMarked;
