/**
 * Savepoints through Flink: what a job leaves when it is stopped is taken up by the next, of this form and of an older one. Start
 * at {@link dev.rebound.stream.upgrade.SavepointTest}.
 */
@NullMarked
package dev.rebound.stream.upgrade;

import org.jspecify.annotations.NullMarked;
