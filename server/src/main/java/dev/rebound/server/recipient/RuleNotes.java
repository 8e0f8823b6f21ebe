package dev.rebound.server.recipient;

import dev.rebound.core.bounce.RuleId;
import java.util.Optional;

/** Port: what the rule set says about its rules. */
@FunctionalInterface
public interface RuleNotes {

    /** What is known of a rule; empty if the rule set no longer has it. */
    Optional<RuleNote> note(RuleId rule);

    /**
     * A rule in words.
     *
     * @param why one sentence
     * @param source where the knowledge comes from, empty if not said
     */
    record RuleNote(String why, String source) {}
}
