/**
 * An installation's own rules on the command line: the option that names them, for every command that decides
 * or shows rules. Knows no command. Start at {@link dev.rebound.cli.own.OwnRules}.
 */
@NullMarked
package dev.rebound.cli.own;

import org.jspecify.annotations.NullMarked;
