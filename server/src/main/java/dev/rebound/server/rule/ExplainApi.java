package dev.rebound.server.rule;

import dev.rebound.classify.Explanation;
import dev.rebound.classify.model.Opinion;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.text.Span;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.engine.account.Permission;
import dev.rebound.parse.finding.Finding;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.api.VerdictJson;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The workbench for programs: everything about one reply, or about one message. */
final class ExplainApi implements Feature {

    /** Longest name of a host, in characters (RFC 1035). */
    private static final int HOST_LENGTH_MAX = 255;

    private final Workbench workbench;

    ExplainApi(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes).post("/explain", Permission.VIEW, this::explain);
    }

    private void explain(ApiCall call) throws IOException {
        if (call.isOfType("message/rfc822")) {
            call.answer(json(workbench.message(call.octets(Workbench.MESSAGE_OCTETS_MAX))));
            return;
        }
        JsonBody body = call.body("reply", "remoteMta");
        String reply = body.text("reply", Diagnostic.TEXT_LENGTH_MAX);
        if (reply.isBlank()) {
            throw Refusal.at(body.at("reply"), "MISSING", "give the reply as the server sent it");
        }
        Optional<String> host = body.optionalText("remoteMta", HOST_LENGTH_MAX)
                .map(name -> name.strip().toLowerCase(Locale.ROOT));
        call.answer(JsonBuilder.object()
                .with("explained", json(workbench.reply(reply, host).explained())));
    }

    private static JsonBuilder json(Opened.OfMessage opened) {
        ReadMessage message = opened.message();
        return JsonBuilder.object()
                .with("kind", message.kind().jsonName())
                .with("reportingMta", message.reportingMta())
                .with("originalMessageId", message.original().messageId())
                .withTexts(
                        "findings",
                        message.findings().stream().map(Finding::toString).toList())
                .with(
                        "recipients",
                        opened.recipients().stream().map(ExplainApi::json).toList())
                .with("recipientsLeft", opened.left());
    }

    private static JsonBuilder json(Opened.Recipient recipient) {
        return JsonBuilder.object()
                .with("address", recipient.reported().address())
                .with("originalAddress", recipient.reported().originalAddress())
                .with("action", recipient.reported().action().name().toLowerCase(Locale.ROOT))
                .with("remoteMta", recipient.reported().remoteMta())
                .with("explained", recipient.explained().map(ExplainApi::json));
    }

    private static JsonBuilder json(Explained explained) {
        Explanation explanation = explained.explanation();
        return JsonBuilder.object()
                .with("verdict", VerdictJson.of(explanation.verdict()))
                .with("text", explained.text())
                .with("matched", json(explanation.matched(), explained.text()))
                .with("normalText", explanation.normalText())
                .with("normalMatched", json(explanation.normalMatched(), explanation.normalText()))
                .with("codes", explanation.codes())
                .with("standing", explanation.standing())
                .with("because", explanation.because())
                .with("source", explanation.source())
                .with("rule", explanation.rule().map(ExplainApi::json))
                .with(
                        "prior",
                        JsonBuilder.object()
                                .with("rule", explanation.prior().rule().value())
                                .with("reason", explanation.prior().reason())
                                .with("fault", explanation.prior().fault())
                                .with("note", explanation.prior().note()))
                .with("opinion", explanation.opinion().map(opinion -> json(opinion, explanation.isByModel())))
                .with("runnerUp", explanation.runnerUp().map(ExplainApi::json))
                .withTexts(
                        "candidates",
                        explanation.candidates().stream()
                                .map(rule -> rule.id().value())
                                .toList());
    }

    private static JsonBuilder json(Opinion opinion, boolean decided) {
        return JsonBuilder.object()
                .with("model", opinion.model())
                .with("reason", opinion.reason())
                .with("probability", opinion.probability())
                .with("needed", opinion.needed())
                .with("decided", decided)
                .withTexts("grams", opinion.grams());
    }

    private static JsonBuilder json(Explanation.RunnerUp loser) {
        return JsonBuilder.object()
                .with("rule", loser.rule().id().value())
                .with("reason", loser.reason())
                .with("loss", loser.loss())
                .with("whyLost", loser.whyLost());
    }

    private static JsonBuilder json(Rule rule) {
        return JsonBuilder.object()
                .with("id", rule.id().value())
                .with("version", rule.version())
                .with("file", rule.file())
                .with("line", rule.line())
                .with("specificity", rule.specificity())
                .with("scope", rule.scope())
                .with("note", rule.note())
                .with("source", rule.source());
    }

    private static List<JsonBuilder> json(List<Span> spans, String text) {
        return spans.stream()
                .map(span -> JsonBuilder.object()
                        .with("start", span.start())
                        .with("end", span.end())
                        .with("words", span.of(text)))
                .toList();
    }
}
