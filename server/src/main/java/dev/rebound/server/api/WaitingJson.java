package dev.rebound.server.api;

import dev.rebound.engine.control.WaitingDestination;
import dev.rebound.engine.control.WaitingDestination.Wait;
import dev.rebound.engine.control.WaitingStore.LastWords;
import dev.rebound.engine.control.WaitingStore.ScheduledEmail;
import dev.rebound.engine.control.WhyWaiting;
import dev.rebound.engine.lane.LaneStatus;

/** What waits, as the API shows it. */
public final class WaitingJson {

    private WaitingJson() {}

    /** A destination and what its messages wait for. */
    public static JsonBuilder of(WaitingDestination destination) {
        return JsonBuilder.object()
                .with("destination", destination.name())
                .withTexts("domains", destination.domains())
                .with("messages", destination.messages())
                .with("since", destination.since())
                .with("waits", destination.waits().stream().map(WaitingJson::of).toList())
                .with("lane", destination.lane().map(WaitingJson::of))
                .with("last", destination.last().map(WaitingJson::of));
    }

    private static JsonBuilder of(Wait wait) {
        return JsonBuilder.object()
                .with("waitsFor", wait.what())
                .with("messages", wait.messages())
                .with("until", wait.until());
    }

    private static JsonBuilder of(LaneStatus lane) {
        JsonBuilder json = JsonBuilder.object()
                .with("attempts", lane.attempts())
                .with("attemptsMax", lane.attemptsMax())
                .with("closedSince", lane.closedSince())
                .with("probeAt", lane.probeAt());
        return lane.perSecondMax().isPresent()
                ? json.with("perSecondMax", lane.perSecondMax().getAsDouble())
                : json;
    }

    private static JsonBuilder of(LastWords last) {
        return JsonBuilder.object()
                .with("accountId", last.account().toString())
                .with("emailId", last.email().toString())
                .with("messageId", last.message().toString())
                .with("at", last.at())
                .with("words", last.words())
                .with("verdict", VerdictJson.of(last.verdict()));
    }

    /** An email that will be sent at a set time. */
    public static JsonBuilder of(ScheduledEmail email) {
        return JsonBuilder.object()
                .with("accountId", email.account().toString())
                .with("emailId", email.email().toString())
                .with("name", email.name())
                .with("startsAt", email.startsAt());
    }

    /** Why one message waits. */
    public static JsonBuilder of(WhyWaiting why) {
        return JsonBuilder.object()
                .with("waitsFor", why.what())
                .with("hold", why.hold())
                .with("until", why.until())
                .with("destination", why.destination())
                .with("lane", why.lane().map(WaitingJson::of));
    }
}
