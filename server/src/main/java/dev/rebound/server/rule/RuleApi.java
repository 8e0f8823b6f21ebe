package dev.rebound.server.rule;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.classify.rule.Rule;
import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.account.Permission;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.rule.RulePages.Own;
import dev.rebound.server.rule.RulePages.Query;
import dev.rebound.server.rule.RulePages.RulePage;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.util.List;
import java.util.Optional;

/** The rules in force over the REST API. */
final class RuleApi implements Feature {

    private final RulesInForce rules;

    RuleApi(RulesInForce rules) {
        this.rules = rules;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/rules", Permission.VIEW, this::list)
                .get("/rules/{ruleId}", Permission.VIEW, this::show);
    }

    /** In the order of their ids, which is what the position is by. */
    private void list(ApiCall call) {
        int limit = call.limit();
        Optional<String> after = call.cursor();
        Query query = new Query(call.search(), call.constant("reason", Reason.class));
        List<Rule> found = rules.state().set().rules().stream()
                .filter(query::fits)
                .sorted((one, other) -> one.id().value().compareTo(other.id().value()))
                .filter(rule ->
                        after.filter(id -> rule.id().value().compareTo(id) <= 0).isEmpty())
                .limit(limit + 1L)
                .toList();
        Own own = Own.of(rules);
        call.answer(call.page(found, limit, RuleApi::json, rule -> rule.id().value())
                .with("version", own.version())
                .with("since", own.since())
                .with("ownRules", own.rules())
                .withTexts("switchedOff", own.switchedOff())
                .withTexts("problems", own.problems()));
    }

    private static JsonBuilder json(Rule rule) {
        return JsonBuilder.object()
                .with("id", rule.id().value())
                .with("version", rule.version())
                .with("pack", rule.pack())
                .with("reason", rule.outcome().permanent())
                .with("reasonIfTransient", rule.outcome().transientReason())
                .with("fault", rule.outcome().fault())
                .with("confidence", rule.outcome().confidence())
                .with("note", rule.note())
                .with("source", rule.source());
    }

    private void show(ApiCall call) {
        Rule rule = rules.state().set().rule(call.path("ruleId")).orElseThrow(() -> Refusal.notFound("rule"));
        RulePage page = new RulePage(rule, rules.state().set().version());
        call.answer(json(rule)
                .with(
                        "all",
                        page.groups().stream()
                                .map(any -> JsonBuilder.object().withTexts("any", any))
                                .toList())
                .withTexts("none", page.none())
                .withTexts("conditions", page.conditions())
                .withTexts("examples", rule.examples())
                .withTexts("counterExamples", rule.counterExamples()));
    }
}
