package dev.rebound.server.policy;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import dev.rebound.engine.policy.PolicyPreview;
import dev.rebound.engine.policy.PolicyVersion;
import dev.rebound.server.api.JsonBuilder;
import java.util.Arrays;
import java.util.Map;

/** Policies and what would come of them as the API shows them. */
final class PolicyJson {

    private PolicyJson() {}

    static JsonBuilder of(PolicyVersion version) {
        JsonBuilder json = of(version.policy())
                .with("version", version.number())
                .with("at", version.at())
                .with("by", version.by())
                .with("applied", version.applied());
        return version.restores()
                .map(former -> json.with("restores", former.longValue()))
                .orElse(json);
    }

    static JsonBuilder of(Policy policy) {
        return JsonBuilder.object()
                .with("preset", PolicyPreset.of(policy))
                .with("heedsGlobalList", policy.heedsGlobal())
                .with(
                        "reasons",
                        Arrays.stream(Reason.values())
                                .map(reason -> of(reason, policy.of(reason)))
                                .toList());
    }

    private static JsonBuilder of(Reason reason, Consequence consequence) {
        JsonBuilder json =
                JsonBuilder.object().with("reason", reason).with("suppress", SuppressWhen.of(consequence.trigger()));
        if (consequence.trigger() instanceof Trigger.Repeated repeated) {
            json.with("bounces", repeated.bounces())
                    .with("withinDays", repeated.within().toDays());
        }
        consequence.expiry().ifPresent(length -> json.with("expiresAfterDays", length.toDays()));
        consequence.probe().ifPresent(length -> json.with("probeAfterDays", length.toDays()));
        return json.with("countsTowardsGlobalList", consequence.countsTowardsGlobal());
    }

    static JsonBuilder of(PolicyPreview preview) {
        return JsonBuilder.object()
                .with("addressesLookedAt", preview.looked())
                .with("wouldBecomeMailable", counts(preview.freedInAll(), preview.freed()))
                .with("wouldBeSuppressed", counts(preview.suppressedInAll(), preview.suppressed()))
                .with("contactsBouncedGlobally", preview.globallyBounced())
                .with(
                        "examples",
                        preview.examples().stream()
                                .map(example -> JsonBuilder.object()
                                        .with("address", example.address().value())
                                        .with("change", example.change())
                                        .with("reason", example.reason()))
                                .toList());
    }

    private static JsonBuilder counts(long total, Map<Reason, Long> byReason) {
        return JsonBuilder.object().with("total", total).withCounts("byReason", byReason);
    }
}
