package dev.rebound.cli.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Scores what {@code classify --replies} printed. */
final class ReplyScorer {

    private static final String MODEL = "model-[0-9a-f]{8}";

    /** The rule ids that stand for no rule: codes, the statistical fallback, nothing. */
    private static final Pattern WITHOUT_RULE = Pattern.compile("unclassified|none|(code|status|command)-.*|" + MODEL);

    private ReplyScorer() {}

    static Score score(List<JsonNode> labels, List<JsonNode> output) {
        Map<String, JsonNode> answers = new HashMap<>();
        output.forEach(row -> answers.put(row.path("id").asText(), row));
        Score score = new Score();
        for (JsonNode label : labels) {
            Sample sample = sample(label);
            JsonNode row = answers.getOrDefault(sample.id(), MissingNode.getInstance());
            score.count("answered", sample.share(), !row.isMissingNode());
            score.judge(new Judged(
                    sample,
                    sample.id(),
                    Wanted.of(label),
                    Answer.of(row),
                    row.path("rule").asText("none")));
            String rule = row.path("rule").asText("none");
            boolean byRule = !WITHOUT_RULE.matcher(rule).matches();
            score.count("decided by a rule", sample.share(), byRule);
            score.count("decided by a rule or the model", sample.share(), byRule || rule.matches(MODEL));
            score.count(
                    "not OTHER for want of a rule",
                    sample.share(),
                    byRule || !row.path("reason").asText("OTHER").equals("OTHER"));
        }
        return score;
    }

    private static Sample sample(JsonNode label) {
        String id = label.path("id").asText();
        return new Sample(
                id,
                Share.of(id),
                source(label.path("source").asText("unknown")),
                label.path("provider").asText("unknown"),
                label.path("lang").asText("unknown"));
    }

    /** The repository or host, without the path in it. */
    private static String source(String text) {
        String rest = text.replaceFirst("^https?://", "");
        int end = rest.length();
        for (char stop : new char[] {':', ' ', '@'}) {
            int at = rest.indexOf(stop);
            end = at > 0 ? Math.min(end, at) : end;
        }
        int path = rest.equals(text) ? -1 : rest.indexOf('/');
        return rest.substring(0, path > 0 ? Math.min(end, path) : end);
    }
}
