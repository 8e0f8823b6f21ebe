/**
 * The sandbox's memory: one append-only file of JSON Lines that says what was delivered, when a
 * recipient was first tried and which notices are owed. It outlives the process, and anybody may read it to
 * check that nothing was lost or doubled. Start at
 * {@link dev.rebound.transport.sandbox.record.DeliveryRecord}.
 */
@NullMarked
package dev.rebound.transport.sandbox.record;

import org.jspecify.annotations.NullMarked;
