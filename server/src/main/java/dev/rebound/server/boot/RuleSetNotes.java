package dev.rebound.server.boot;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.server.recipient.RuleNotes;
import java.util.Optional;

/** What the rules in force say about themselves. */
record RuleSetNotes(RulesInForce rules) implements RuleNotes {

    @Override
    public Optional<RuleNote> note(RuleId rule) {
        return rules.state().set().rule(rule.value()).map(found -> new RuleNote(found.note(), found.source()));
    }
}
