/**
 * The first step of the job: records of topics and lines of files to observations, or to dead letters. Must not know what is
 * decided about them. Start at {@link dev.rebound.stream.read.ReadStep}.
 */
@NullMarked
package dev.rebound.stream.read;

import org.jspecify.annotations.NullMarked;
