package dev.rebound.server.rule;

import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.reclassify.Outcome;
import dev.rebound.engine.reclassify.Reclassification;
import dev.rebound.engine.reclassify.Reclassification.Kind;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.FieldError;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.rule.History.Answer;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.List;

/** The same for operators' programs. */
final class HistoryApi implements Feature {

    private static final String PATH = "/operator/reclassifications";

    private final History history;

    HistoryApi(History history) {
        this.history = history;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get(PATH, Permission.INSTALLATION, this::list)
                .post(PATH, Permission.INSTALLATION, this::begin)
                .get(PATH + "/{reclassificationId}", Permission.INSTALLATION, call -> call.answer(json(find(call))))
                .post(PATH + "/{reclassificationId}/undo", Permission.INSTALLATION, this::undo)
                .post(PATH + "/{reclassificationId}/stop", Permission.INSTALLATION, this::stop);
    }

    /** What can be begun; taking back has a route of its own. */
    private enum Wanted {
        DRY_RUN,
        APPLY
    }

    private void list(ApiCall call) {
        call.answer(JsonBuilder.object()
                .with("items", history.list().stream().map(HistoryApi::json).toList()));
    }

    private void begin(ApiCall call) throws IOException {
        JsonBody body = call.body("kind", "rules");
        Wanted wanted = body.constant("kind", Wanted.class);
        call.refuseUnknownParameters();
        if (!body.has("rules")) {
            follow(call, wanted == Wanted.APPLY ? history.apply(call.by()) : history.tryOut(call.by()));
            return;
        }
        if (wanted == Wanted.APPLY) {
            throw Refusal.at(
                    body.at("rules"),
                    "NOT_ALLOWED",
                    "can only be tried; put them into the rules folder, then apply what is in force");
        }
        String rules = body.text("rules", History.RULES_LENGTH_MAX);
        follow(call, history.tryOut(rules, call.by()));
    }

    private void undo(ApiCall call) {
        Reclassification done = find(call);
        call.refuseUnknownParameters();
        if (!done.mayBeUndone()) {
            throw new Refusal(
                    ProblemKind.CONFLICT,
                    "Only one of kind " + Kind.APPLY + " that changed something and is over can be undone.");
        }
        follow(call, history.undo(done, call.by()));
    }

    private void stop(ApiCall call) {
        Reclassification run = find(call);
        call.refuseUnknownParameters();
        history.stop(run);
        call.answer(json(find(call)));
    }

    private Reclassification find(ApiCall call) {
        return history.find(call.id("reclassificationId", "reclassification"))
                .orElseThrow(() -> Refusal.notFound("reclassification"));
    }

    private static void follow(ApiCall call, Answer answer) {
        switch (answer) {
            case Answer.Begun begun -> call.accepted(PATH + "/" + begun.run().id(), json(begun.run()));
            case Answer.Busy ignored ->
                throw new Refusal(
                        ProblemKind.CONFLICT, "Past bounces are being judged again already. Wait for it, or stop it.");
            case Answer.Broken broken -> throw refusal(broken.problems());
        }
    }

    private static Refusal refusal(List<RuleProblem> problems) {
        List<FieldError> errors = problems.stream()
                .limit(100)
                .map(problem -> new FieldError("/rules", "BROKEN_RULE", problem.toString()))
                .toList();
        return new Refusal(ProblemKind.INVALID_CONTENT, "The rules to try are broken.", errors);
    }

    private static JsonBuilder json(Reclassification run) {
        Outcome outcome = run.progress().outcome();
        return JsonBuilder.object()
                .with("id", Long.toString(run.id()))
                .with("kind", run.kind())
                .with("state", run.state())
                .with("at", run.at())
                .with("by", run.by())
                .with("rulesVersion", run.rulesVersion())
                .with("undoes", run.undoes().map(id -> Long.toString(id)))
                .with("bounces", run.total())
                .with("bouncesLookedAt", run.progress().looked())
                .with("verdictsChanged", outcome.changedInAll())
                .with("becomeMailable", outcome.freed())
                .with("becomeSuppressed", outcome.suppressed())
                .with("globallyBounced", outcome.global())
                .with(
                        "differences",
                        outcome.changed().entrySet().stream()
                                .map(entry -> JsonBuilder.object()
                                        .with("before", entry.getKey().before())
                                        .with("after", entry.getKey().after())
                                        .with("bounces", entry.getValue().longValue())
                                        .with(
                                                "examples",
                                                outcome.examplesOf(entry.getKey()).stream()
                                                        .map(HistoryApi::json)
                                                        .toList()))
                                .toList());
    }

    private static JsonBuilder json(Outcome.Example example) {
        return JsonBuilder.object()
                .with("accountId", Long.toString(example.account()))
                .with("messageId", Long.toString(example.message()))
                .with("address", example.address())
                .with("words", example.words())
                .with("ruleBefore", example.ruleBefore())
                .with("ruleAfter", example.ruleAfter());
    }
}
