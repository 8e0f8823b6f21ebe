/**
 * Sequences: the list, writing the steps, enrolling contacts, how each does and why enrolments ended; pages and REST API. Must not decide when a
 * step is sent. Start at {@link dev.rebound.server.sequence.SequencePages}.
 */
@NullMarked
package dev.rebound.server.sequence;

import org.jspecify.annotations.NullMarked;
