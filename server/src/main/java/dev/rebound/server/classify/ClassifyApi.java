package dev.rebound.server.classify;

import dev.rebound.classify.Explanation;
import dev.rebound.classify.own.RulesInForce;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.engine.account.Permission;
import dev.rebound.parse.finding.Finding;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.OriginalMessage;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.RecipientAction;
import dev.rebound.parse.report.ReportedRecipient;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.api.VerdictJson;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks the classifier: replies as somebody would paste them, or a whole returned message. */
public final class ClassifyApi implements Feature {

    private static final int REPLIES_MAX = 1_000;
    private static final int HOST_LENGTH_MAX = 255;
    /** Recipients of a message that are explained; a report can name thousands. */
    private static final int RECIPIENTS_MAX = 1_000;

    private final RulesInForce classifier;
    private final MessageReader reader = new MessageReader();

    public ClassifyApi(RulesInForce classifier) {
        this.classifier = classifier;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .post("/classify", Permission.VIEW, this::replies)
                .post("/classify/message", Permission.VIEW, this::message);
    }

    private void replies(ApiCall call) throws IOException {
        List<JsonBuilder> answers = new ArrayList<>();
        for (JsonBody each : call.body("replies").objects("replies", REPLIES_MAX, "reply", "remoteMta")) {
            String reply = each.text("reply", Diagnostic.TEXT_LENGTH_MAX);
            if (reply.isBlank()) {
                throw Refusal.at(each.at("reply"), "MISSING", "give the reply as the server sent it");
            }
            Optional<String> host = each.optionalText("remoteMta", HOST_LENGTH_MAX)
                    .map(name -> name.strip().toLowerCase(Locale.ROOT));
            Diagnostic pasted = Diagnostic.ofText(reply);
            answers.add(json(classifier.explain(new Diagnostic(
                    pasted.finality(), pasted.code(), pasted.status(), pasted.text(), pasted.command(), host))));
        }
        call.answer(JsonBuilder.object().with("items", answers));
    }

    private void message(ApiCall call) throws IOException {
        call.requireType("message/rfc822");
        ReadMessage message = reader.read(call.octets(JsonBody.OCTETS_MAX));
        call.answer(JsonBuilder.object()
                .with("kind", message.kind().jsonName())
                .with("reportingMta", message.reportingMta())
                .with("originalMessageId", originalMessageId(message.original()))
                .with(
                        "recipients",
                        message.report().recipients().stream()
                                .limit(RECIPIENTS_MAX)
                                .map(this::json)
                                .toList())
                .withTexts(
                        "findings",
                        message.findings().stream().map(Finding::toString).toList()));
    }

    private static Optional<String> originalMessageId(OriginalMessage original) {
        return original.messageId();
    }

    private JsonBuilder json(ReportedRecipient recipient) {
        boolean failed = switch (recipient.action()) {
            case FAILED, DELAYED -> true;
            case DELIVERED, RELAYED, EXPANDED -> false;
        };
        return JsonBuilder.object()
                .with("address", recipient.address())
                .with("action", lowerCase(recipient.action()))
                .with("diagnostic", recipient.text())
                .with(
                        "explained",
                        failed
                                ? Optional.of(json(classifier.explain(recipient.diagnostic())))
                                : Optional.<JsonBuilder>empty());
    }

    private static String lowerCase(RecipientAction action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static JsonBuilder json(Explanation explanation) {
        return JsonBuilder.object()
                .with("verdict", VerdictJson.of(explanation.verdict()))
                .with("because", explanation.because())
                .with("source", explanation.source())
                .with("codes", explanation.codes())
                .with(
                        "runnerUp",
                        explanation
                                .runnerUp()
                                .map(loser -> JsonBuilder.object()
                                        .with("rule", loser.rule().id().value())
                                        .with("reason", loser.reason())
                                        .with("whyLost", loser.whyLost())));
    }
}
