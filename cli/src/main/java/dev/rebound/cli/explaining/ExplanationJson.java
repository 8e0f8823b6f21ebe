package dev.rebound.cli.explaining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.classify.Classifier;
import dev.rebound.classify.Explanation;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.text.Span;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.ReportedRecipient;
import java.util.List;
import java.util.Locale;

/** An explanation as JSON; the same facts as the page for people. */
final class ExplanationJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExplanationJson() {}

    static String of(Explanation explanation, String text) {
        return node(explanation, text).toPrettyString();
    }

    static String of(String name, ReadMessage read, Classifier classifier) {
        ObjectNode node = JSON.createObjectNode();
        node.put("file", name);
        node.put("kind", read.kind().jsonName());
        read.reportingMta().ifPresent(mta -> node.put("reportingMta", mta));
        read.original().messageId().ifPresent(id -> node.put("originalMessageId", id));
        ArrayNode findings = node.putArray("findings");
        read.findings().forEach(finding -> findings.add(finding.toString()));
        ArrayNode recipients = node.putArray("recipients");
        for (ReportedRecipient recipient : read.report().recipients()) {
            ObjectNode one = recipients.addObject();
            one.put(
                    "recipient",
                    recipient.address().or(recipient::originalAddress).orElse(null));
            one.put("action", recipient.action().name().toLowerCase(Locale.ROOT));
            if (Trouble.of(read, recipient)) {
                one.setAll(node(classifier.explain(recipient.diagnostic()), recipient.text()));
            }
        }
        return node.toPrettyString();
    }

    private static ObjectNode node(Explanation explanation, String text) {
        ObjectNode node = JSON.createObjectNode();
        Verdict verdict = explanation.verdict();
        node.put("type", verdict.type().name());
        node.put("reason", verdict.reason().name());
        node.put("fault", verdict.fault().name());
        node.put("confidence", verdict.confidence().name());
        node.put("rule", verdict.rule().value());
        node.put("rulesVersion", verdict.rulesVersion());
        node.put("text", text);
        marked(node.putArray("matched"), explanation.matched(), text);
        node.put("normalText", explanation.normalText());
        marked(node.putArray("normalMatched"), explanation.normalMatched(), explanation.normalText());
        node.put("codes", explanation.codes());
        node.put("standing", explanation.standing().name());
        node.put("because", explanation.because());
        node.put("source", explanation.source());
        node.set(
                "prior",
                JSON.createObjectNode()
                        .put("rule", explanation.prior().rule().value())
                        .put("reason", explanation.prior().reason().name())
                        .put("note", explanation.prior().note()));
        explanation.opinion().ifPresent(opinion -> {
            ObjectNode model = node.putObject("opinion");
            model.put("model", opinion.model())
                    .put("reason", opinion.reason().name())
                    .put("probability", opinion.probability())
                    .put("needed", opinion.needed())
                    .put("decided", explanation.isByModel());
            ArrayNode grams = model.putArray("grams");
            opinion.grams().forEach(grams::add);
        });
        explanation
                .runnerUp()
                .ifPresent(loser -> node.set(
                        "runnerUp",
                        JSON.createObjectNode()
                                .put("rule", loser.rule().id().value())
                                .put("reason", loser.reason().name())
                                .put("loss", loser.loss().name())
                                .put("whyLost", loser.whyLost())));
        ArrayNode candidates = node.putArray("candidates");
        explanation.candidates().stream().map(Rule::id).forEach(id -> candidates.add(id.value()));
        return node;
    }

    private static void marked(ArrayNode array, List<Span> spans, String text) {
        spans.forEach(span -> array.addObject()
                .put("start", span.start())
                .put("end", span.end())
                .put("words", span.of(text)));
    }
}
