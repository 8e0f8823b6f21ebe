/**
 * Bytes from a socket with a deadline and a bound: what the SMTP client and the SMTP servers both read
 * by. Must not know what the lines mean. Start at {@link dev.rebound.transport.wire.WireReader}.
 */
@NullMarked
package dev.rebound.transport.wire;

import org.jspecify.annotations.NullMarked;
