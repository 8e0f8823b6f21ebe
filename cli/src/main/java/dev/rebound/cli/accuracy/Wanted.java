package dev.rebound.cli.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a label asks of a verdict.
 *
 * @param first the best answer
 * @param accepted the answers that count as right, the best among them
 * @param defensible those and the alternatives that the label gives as one text instead of a list;
 *     the samples' own scorer reads only lists, and our figures have to equal its figures
 */
record Wanted(Answer first, Set<Answer> accepted, Set<Answer> defensible) {

    static Wanted of(JsonNode label) {
        Answer first = Answer.of(label);
        Set<Answer> accepted = new LinkedHashSet<>(Set.of(first));
        JsonNode alternatives = label.path("alt");
        for (JsonNode alternative : alternatives) {
            accepted.add(Answer.alternative(alternative.asText(), first.type()));
        }
        Set<Answer> defensible = new LinkedHashSet<>(accepted);
        if (alternatives.isTextual()) {
            defensible.add(Answer.alternative(alternatives.asText(), first.type()));
        }
        return new Wanted(first, Set.copyOf(accepted), Set.copyOf(defensible));
    }

    boolean acceptsType(String type) {
        return accepted.stream().anyMatch(answer -> answer.type().equals(type));
    }

    /** No accepted answer says HARD: calling it so would lose a good address. */
    boolean mustStayMailable() {
        return accepted.stream().noneMatch(Answer::isHard);
    }

    /** Every accepted answer says HARD. */
    boolean mustBeHard() {
        return accepted.stream().allMatch(Answer::isHard);
    }
}
