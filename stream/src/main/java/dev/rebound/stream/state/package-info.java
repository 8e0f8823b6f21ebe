/**
 * The form in which the job keeps the state of an address and hands observations from machine to machine: bytes of our own,
 * with a version, so that a savepoint of an older Rebound can be read. Must not know the job. Start at
 * {@link dev.rebound.stream.state.HoldingCodec}.
 */
@NullMarked
package dev.rebound.stream.state;

import org.jspecify.annotations.NullMarked;
