/**
 * Bytes from a socket with a deadline and a bound, and text in the form it has on the wire: what the SMTP
 * client and the SMTP servers both work by. Must not know what the lines mean. Start at
 * {@link dev.rebound.transport.wire.WireReader}.
 */
@NullMarked
package dev.rebound.transport.wire;

import org.jspecify.annotations.NullMarked;
