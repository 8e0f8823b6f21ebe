/**
 * Everything in one process, for trying and for tests: a broker of Kafka, and the job. Start at
 * {@link dev.rebound.stream.local.LocalBroker}.
 */
@NullMarked
package dev.rebound.stream.local;

import org.jspecify.annotations.NullMarked;
