package dev.rebound.server.policy;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.policy.PolicyChanges;
import dev.rebound.engine.policy.PolicyVersion;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The policy of an account over the REST API. */
public final class PolicyApi implements Feature {

    private static final String[] POLICY = {"preset", "heedsGlobalList", "reasons"};
    private static final String[] ROW = {
        "reason", "suppress", "bounces", "withinDays", "expiresAfterDays", "probeAfterDays", "countsTowardsGlobalList"
    };

    private final PolicyChanges policies;

    PolicyApi(PolicyChanges policies) {
        this.policies = policies;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/policy", Permission.VIEW, this::show)
                .put("/policy", Permission.POLICY, this::change)
                .post("/policy/preview", Permission.POLICY, this::preview)
                .get("/policy/versions", Permission.VIEW, this::versions)
                .post("/policy/undo", Permission.POLICY, this::undo);
    }

    private void show(ApiCall call) {
        call.answer(policies.versions(call.account()).stream()
                .findFirst()
                .map(PolicyJson::of)
                .orElseGet(() -> PolicyJson.of(policies.current(call.account()))));
    }

    private void change(ApiCall call) throws IOException {
        Policy policy = policy(call, call.body(POLICY));
        call.refuseUnknownParameters();
        if (policy.equals(policies.current(call.account()))) {
            show(call);
            return;
        }
        call.answer(PolicyJson.of(policies.change(call.account(), policy, call.by())));
    }

    private void preview(ApiCall call) throws IOException {
        Policy policy = policy(call, call.body(POLICY));
        call.answer(PolicyJson.of(policies.preview(call.account(), policy)));
    }

    private void versions(ApiCall call) {
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        policies.versions(call.account()).stream()
                                .map(PolicyJson::of)
                                .toList()));
    }

    private void undo(ApiCall call) throws IOException {
        int number = call.body("version").number("version", 1, Integer.MAX_VALUE);
        call.refuseUnknownParameters();
        PolicyVersion restored = policies.undo(call.account(), number, call.by())
                .orElseThrow(() -> Refusal.notFound("version of its policy"));
        call.answer(PolicyJson.of(restored));
    }

    /** A preset, or what is in force, with the reasons that are given in its place. */
    private Policy policy(ApiCall call, JsonBody body) {
        Policy current = policies.current(call.account());
        Map<Reason, Consequence> table = new EnumMap<>(
                body.has("preset")
                        ? body.constant("preset", PolicyPreset.class).policy().consequences()
                        : current.consequences());
        if (body.has("reasons")) {
            for (JsonBody row : body.objects("reasons", Reason.values().length, ROW)) {
                table.put(row.constant("reason", Reason.class), consequence(row));
            }
        }
        return new Policy(table, body.optionalFlag("heedsGlobalList").orElse(current.heedsGlobal()));
    }

    private static Consequence consequence(JsonBody row) {
        SuppressWhen when = row.constant("suppress", SuppressWhen.class);
        if (when == SuppressWhen.NEVER) {
            return Consequence.none();
        }
        Trigger trigger = when == SuppressWhen.AT_ONCE
                ? new Trigger.AtOnce()
                : new Trigger.Repeated(
                        row.number("bounces", Trigger.Repeated.BOUNCES_MIN, Trigger.Repeated.BOUNCES_MAX),
                        Duration.ofDays(row.number("withinDays", 1, Trigger.Repeated.DAYS_MAX)));
        Optional<Duration> expiry = days(row, "expiresAfterDays");
        Optional<Duration> probe = days(row, "probeAfterDays");
        if (expiry.isPresent() && probe.isPresent() && probe.get().compareTo(expiry.get()) >= 0) {
            throw Refusal.at(row.at("probeAfterDays"), "OUT_OF_RANGE", "must be less than expiresAfterDays");
        }
        return new Consequence(
                trigger,
                expiry,
                probe,
                row.optionalFlag("countsTowardsGlobalList").orElse(false));
    }

    private static Optional<Duration> days(JsonBody row, String member) {
        return row.has(member)
                ? Optional.of(Duration.ofDays(row.number(member, 1, Consequence.DAYS_MAX)))
                : Optional.empty();
    }
}
