/**
 * How the log is written: one event, one line, as text or JSON, with every address redacted in one place. Must not know
 * what is logged. Start at {@link dev.rebound.server.log.LogLine}.
 */
@NullMarked
package dev.rebound.server.log;

import org.jspecify.annotations.NullMarked;
