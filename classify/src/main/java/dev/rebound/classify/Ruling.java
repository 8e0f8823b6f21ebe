package dev.rebound.classify;

import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import java.util.Optional;

/**
 * What was decided of words, whoever says them and however they are spelt: what a {@link
 * dev.rebound.core.bounce.Verdict} says, but for the places of the matched words in the original.
 *
 * @param places where the matched words stand in the normalised text: first byte and the byte behind the
 *     last of each, in order. Shared, and changed by nobody
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ruling(
        Reason reason, Fault fault, Confidence confidence, RuleId rule, Optional<RuleId> runnerUp, int[] places) {}
