package dev.rebound.server.boot;

import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.server.recipient.RuleNotes;
import java.util.Optional;

/** What the loaded rule set says about its rules. */
record RuleSetNotes(RuleSet rules) implements RuleNotes {

    @Override
    public Optional<RuleNote> note(RuleId rule) {
        return rules.rule(rule.value()).map(found -> new RuleNote(found.note(), found.source()));
    }
}
