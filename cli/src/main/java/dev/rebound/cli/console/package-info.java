/**
 * Where a command reads and prints, handed to it so that a test can run it without a process. Must not
 * know any command. Start at {@link dev.rebound.cli.console.Console}.
 */
@NullMarked
package dev.rebound.cli.console;

import org.jspecify.annotations.NullMarked;
