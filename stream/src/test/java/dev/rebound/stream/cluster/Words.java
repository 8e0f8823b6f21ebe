package dev.rebound.stream.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.Diagnostic;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** What servers say: the examples of the built-in rules, all in turn by chance, with the recipient's address behind. */
final class Words {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> refusals;
    private final List<String> deferrals;

    private Words(List<String> refusals, List<String> deferrals) {
        this.refusals = refusals;
        this.deferrals = deferrals;
    }

    static Words ofTheRules() {
        return new Words(examples(code -> code >= 500), examples(code -> code >= 400 && code < 500));
    }

    private static List<String> examples(Predicate<Integer> isOne) {
        return RuleSet.builtIn().rules().stream()
                .flatMap(rule -> rule.examples().stream())
                .filter(text -> text.length() < 300 && text.chars().allMatch(c -> c >= ' '))
                .filter(text -> Diagnostic.ofText(text).code().stream().anyMatch(isOne::test))
                .toList();
    }

    String refusal(Random random) {
        return refusals.get(random.nextInt(refusals.size()));
    }

    String deferral(Random random) {
        return deferrals.get(random.nextInt(deferrals.size()));
    }

    static int codeOf(String words) {
        return Diagnostic.ofText(words).code().orElseThrow();
    }

    /** As a string of JSON. */
    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
