package dev.rebound.server.boot;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.server.recipient.RuleNotes;
import java.util.Optional;

/** What the rules and codes in force say about themselves, and what is said where nobody answered. */
record RuleSetNotes(RulesInForce rules) implements RuleNotes {

    @Override
    public Optional<RuleNote> note(RuleId rule) {
        return rules.state()
                .classifier()
                .reasoning(rule)
                .map(found -> new RuleNote(found.note(), found.source()))
                .or(() -> NetworkFailure.called(rule).map(failure -> new RuleNote(failure.note(), failure.source())));
    }
}
