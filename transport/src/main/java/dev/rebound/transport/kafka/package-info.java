/**
 * What installations share, in topics of Kafka: the ledger as lines of observations, and what the stream job makes of all of them.
 * Must not decide anything. Start at {@link dev.rebound.transport.kafka.KafkaSharing}.
 */
@NullMarked
package dev.rebound.transport.kafka;

import org.jspecify.annotations.NullMarked;
