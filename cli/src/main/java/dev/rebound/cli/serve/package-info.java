/**
 * The commands that keep running: {@code serve} and {@code demo}. Must not wire anything themselves:
 * {@link dev.rebound.server.boot.Installation} does. Start at {@link dev.rebound.cli.serve.ServeCommand}.
 */
@NullMarked
package dev.rebound.cli.serve;

import org.jspecify.annotations.NullMarked;
