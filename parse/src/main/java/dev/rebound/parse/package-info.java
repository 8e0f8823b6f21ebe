/**
 * Reading returned mail: bytes to what this message is, with findings. Nothing here judges why a message
 * came back (that is {@code classify}) and nothing does I/O or reads a clock. Start at
 * {@link dev.rebound.parse.report.MessageReader}.
 */
@NullMarked
package dev.rebound.parse;

import org.jspecify.annotations.NullMarked;
