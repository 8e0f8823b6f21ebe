package dev.rebound.feed.seen;

import dev.rebound.core.bounce.Diagnostic;
import java.util.Optional;

/**
 * What an observation rests on, so that whoever reads it can judge it by other rules.
 *
 * @param said the words that a verdict was found by
 * @param report the report that they stood in, as it came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Grounds(Optional<Diagnostic> said, Optional<byte[]> report) {

    /** It stands for itself. */
    public static final Grounds NONE = new Grounds(Optional.empty(), Optional.empty());

    /** Words alone. */
    public static Grounds of(Diagnostic said) {
        return new Grounds(Optional.of(said), Optional.empty());
    }
}
