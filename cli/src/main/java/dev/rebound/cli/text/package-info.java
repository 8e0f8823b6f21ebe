/**
 * How text that came in a mail is shown on a terminal. Must not know commands. Start at
 * {@link dev.rebound.cli.text.Printable}.
 */
@NullMarked
package dev.rebound.cli.text;

import org.jspecify.annotations.NullMarked;
