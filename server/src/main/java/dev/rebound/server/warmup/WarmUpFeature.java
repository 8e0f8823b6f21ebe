package dev.rebound.server.warmup;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.engine.warmup.WarmUp.Progress;
import dev.rebound.engine.warmup.WarmUp.Use;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.time.ZoneId;
import java.util.List;

/** The page and the API about addresses that are being warmed up. */
public final class WarmUpFeature implements Feature {

    private final WarmUp warmUp;

    public WarmUpFeature(WarmUp warmUp) {
        this.warmUp = warmUp;
    }

    /**
     * What the page shows.
     *
     * @param zone in which days begin
     */
    public record WarmUpPage(List<Progress> addresses, ZoneId zone, boolean spills) {}

    @Override
    public void register(Routes routes) {
        routes.get(
                "/operator/warm-up",
                Access.OPERATOR,
                visit -> visit.page(
                        "operator/warm-up.jte", new WarmUpPage(warmUp.progress(), warmUp.zone(), warmUp.spills())));
        ApiRoutes.of(routes).get("/operator/warm-up", Permission.INSTALLATION, this::answer);
    }

    private void answer(ApiCall call) {
        call.answer(JsonBuilder.object()
                .with("zone", warmUp.zone().getId())
                .with("spills", warmUp.spills())
                .with(
                        "items",
                        warmUp.progress().stream().map(WarmUpFeature::json).toList()));
    }

    private static JsonBuilder json(Progress progress) {
        return JsonBuilder.object()
                .with("address", progress.address())
                .with("start", progress.start().toString())
                .with("day", progress.day())
                .with("days", progress.days())
                .with("done", progress.isDone())
                .with("today", progress.uses().stream().map(WarmUpFeature::json).toList());
    }

    private static JsonBuilder json(Use use) {
        JsonBuilder json =
                JsonBuilder.object().with("destination", use.destination()).with("used", use.used());
        return use.allowance().isPresent()
                ? json.with("allowance", use.allowance().getAsInt())
                : json;
    }
}
