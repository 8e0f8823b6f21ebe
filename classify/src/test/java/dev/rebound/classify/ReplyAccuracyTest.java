package dev.rebound.classify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Accuracy on the labelled replies beside the checkout; it may only go up. */
class ReplyAccuracyTest {

    private static final double TYPE_AND_REASON_LEAST = 0.935;
    private static final double KEPT_MAILABLE_LEAST = 0.99;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void verdictsOnTheSampleRepliesDoNotGetWorse() throws IOException {
        Path labels = Path.of(System.getProperty("rebound.root"), "../shared/corpus/replies.labels.jsonl");
        Assumptions.assumeTrue(Files.exists(labels), "the sample replies are not beside this checkout");
        Classifier classifier = Classifier.builtIn();
        int right = 0;
        int temporary = 0;
        int mailable = 0;
        List<String> lines = Files.readAllLines(labels);
        for (String line : lines) {
            JsonNode label = JSON.readTree(line);
            Verdict verdict =
                    classifier.classify(Diagnostic.ofText(label.get("reply").textValue()));
            Set<String> accepted = accepted(label);
            right += accepted.contains(verdict.type() + " " + verdict.reason()) ? 1 : 0;
            if (accepted.stream().noneMatch(pair -> pair.startsWith("HARD"))) {
                temporary++;
                mailable += verdict.type() == BounceType.HARD ? 0 : 1;
            }
        }
        double rate = (double) right / lines.size();
        double kept = (double) mailable / temporary;
        assertTrue(rate >= TYPE_AND_REASON_LEAST, () -> "type and reason: " + rate);
        assertTrue(kept >= KEPT_MAILABLE_LEAST, () -> "kept mailable: " + kept);
    }

    /** Type and reason of the label, and what else it lets pass. */
    private static Set<String> accepted(JsonNode label) {
        Set<String> pairs = new HashSet<>();
        pairs.add(label.get("type").textValue() + " " + label.get("reason").textValue());
        JsonNode alternatives = label.path("alt");
        if (alternatives.isTextual()) {
            pairs.add(alternatives.textValue().replace('/', ' '));
        }
        alternatives.forEach(alternative -> pairs.add(alternative.textValue().replace('/', ' ')));
        return pairs;
    }
}
