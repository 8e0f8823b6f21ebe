package dev.rebound.cli.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.cli.accuracy.Score.WrongKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Scores what {@code classify} printed about messages. */
final class MessageScorer {

    private static final Set<String> REPORTS = Set.of("BOUNCE", "DELAY");

    private final Score score = new Score();

    private MessageScorer() {}

    static Score score(List<JsonNode> labels, List<JsonNode> output) {
        Map<String, List<JsonNode>> rows = new HashMap<>();
        output.forEach(row -> rows.computeIfAbsent(row.path("file").asText(), file -> new ArrayList<>())
                .add(row));
        MessageScorer scorer = new MessageScorer();
        for (JsonNode label : labels) {
            String file = label.path("file").asText();
            scorer.message(sample(file), label, rows.getOrDefault(file, List.of()));
        }
        return scorer.score;
    }

    private static Sample sample(String file) {
        return new Sample(
                file, Share.of(file), file.substring(0, Math.max(0, file.indexOf('/'))), "unknown", "unknown");
    }

    private void message(Sample sample, JsonNode label, List<JsonNode> rows) {
        Share share = sample.share();
        String wanted = label.path("kind").asText();
        String kind = rows.isEmpty() ? "NONE" : kind(rows.getFirst());
        List<String> kinds = accepted(label, "kind", "kindAlt");
        score.count("answered", share, !rows.isEmpty());
        score.count("kind", share, kinds.contains(kind));
        if (!kinds.contains(kind)) {
            score.wrongKind(new WrongKind(sample, wanted, kind));
        }
        if (!REPORTS.contains(wanted)) {
            if (kinds.stream().noneMatch(REPORTS::contains)) {
                score.count("not a bounce, left alone", share, !REPORTS.contains(kind));
            }
            return;
        }
        recipients(sample, label, rows);
        String messageId = label.path("originalMessageId").asText("");
        if (!messageId.isEmpty()) {
            score.count(
                    "original Message-ID",
                    share,
                    rows.stream()
                            .anyMatch(row -> bare(messageId)
                                    .equals(bare(row.path("originalMessageId").asText("")))));
        }
    }

    private void recipients(Sample sample, JsonNode label, List<JsonNode> rows) {
        Map<String, JsonNode> found = new HashMap<>();
        for (JsonNode row : rows) {
            String address = lower(row.path("recipient").asText(""));
            if (!address.isEmpty() && row.path("recipient").isTextual()) {
                found.put(address, row);
            }
        }
        List<JsonNode> wanted = new ArrayList<>();
        label.path("recipients").forEach(one -> {
            if (!one.path("address").asText("").isEmpty() && one.path("address").isTextual()) {
                wanted.add(one);
            }
        });
        for (String address : found.keySet()) {
            score.count(
                    "recipient precision",
                    sample.share(),
                    wanted.stream().anyMatch(one -> addresses(one).contains(address)));
        }
        for (int i = 0; i < wanted.size(); i++) {
            recipient(sample, sample.id() + " #" + (i + 1), wanted.get(i), found);
        }
    }

    private void recipient(Sample sample, String place, JsonNode wanted, Map<String, JsonNode> found) {
        JsonNode row = addresses(wanted).stream()
                .filter(found::containsKey)
                .findFirst()
                .map(found::get)
                .orElse(null);
        score.count("recipient recall", sample.share(), row != null);
        if (row == null) {
            score.missed(new Judged(sample, place, Wanted.of(wanted), Answer.NONE, "recipient not found"));
            return;
        }
        exact(sample, "status", wanted, row);
        exact(sample, "code", wanted, row);
        if (wanted.path("type").isTextual()) {
            score.judge(new Judged(
                    sample,
                    place,
                    Wanted.of(wanted),
                    Answer.of(row),
                    row.path("rule").asText("none")));
        }
    }

    private void exact(Sample sample, String key, JsonNode wanted, JsonNode row) {
        if (wanted.hasNonNull(key)) {
            List<String> accepted = accepted(wanted, key, key + "Alt");
            score.count(key, sample.share(), accepted.contains(row.path(key).asText()));
        }
    }

    /** The answer of a label with those it also accepts. */
    private static List<String> accepted(JsonNode label, String key, String alternatives) {
        List<String> accepted = new ArrayList<>(List.of(label.path(key).asText()));
        label.path(alternatives).forEach(alternative -> accepted.add(alternative.asText()));
        return accepted;
    }

    private static List<String> addresses(JsonNode wanted) {
        return accepted(wanted, "address", "addressAlt").stream()
                .map(MessageScorer::lower)
                .toList();
    }

    /** The labels' word for what the command calls {@code auto-reply} or {@code other}. */
    private static String kind(JsonNode row) {
        String name = row.path("kind").asText("NONE").toUpperCase(Locale.ROOT).replace('-', '_');
        return name.equals("OTHER") ? "OTHER_MAIL" : name;
    }

    private static String bare(String messageId) {
        return lower(messageId.strip().replaceAll("^[<>]+|[<>]+$", ""));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
