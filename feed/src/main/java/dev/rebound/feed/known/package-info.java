/**
 * What is known, as records of topics: events, verdicts, messages, suppressions, global bounces. Must not know how they
 * travel. Start at {@link dev.rebound.feed.known.KnownWriter}; docs/reference/stream.md describes the forms.
 */
@NullMarked
package dev.rebound.feed.known;

import org.jspecify.annotations.NullMarked;
