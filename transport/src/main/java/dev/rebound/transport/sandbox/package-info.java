/**
 * A whole internet in one process, on loopback: name server, mail servers of every temper, and the
 * reports they send back, all scripted by a data file, so that a sending day can be rehearsed. Nothing
 * here knows how Rebound works: it sees SMTP and DNS only, as a real peer does. Opens nothing to the
 * outside. Start at {@link dev.rebound.transport.sandbox.SandboxInternet}; the script is
 * {@code sandbox/internet.toml} among the resources.
 */
@NullMarked
package dev.rebound.transport.sandbox;

import org.jspecify.annotations.NullMarked;
