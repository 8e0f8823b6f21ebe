/**
 * Tests of {@code rebound accuracy}: its scoring, the published page, and that no published figure
 * falls. Start at {@link dev.rebound.cli.accuracy.PublishedAccuracyTest}.
 */
@NullMarked
package dev.rebound.cli.accuracy;

import org.jspecify.annotations.NullMarked;
