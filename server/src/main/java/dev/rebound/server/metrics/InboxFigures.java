package dev.rebound.server.metrics;

import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.server.inbox.InboxFeature;
import java.util.Locale;
import java.util.Map;

/** What metrics say of connected inboxes: how they are, and of how much mail nothing was kept. */
public final class InboxFigures {

    private final InboxFeature.Parts parts;

    public InboxFigures(InboxFeature.Parts parts) {
        this.parts = parts;
    }

    void write(Exposition out) {
        Inboxes.Totals totals = parts.inboxes().totals();
        out.gauge(
                        "rebound_inboxes_watched",
                        "Inboxes that this node watches; over all nodes they add up to those connected and troubled.",
                        parts.connecting().watched())
                .begin(
                        "rebound_inboxes",
                        "Inboxes by state; many that are troubled at once mean a provider, or a network, that is away.",
                        "gauge");
        for (InboxState state : InboxState.values()) {
            out.sample(
                    "rebound_inboxes",
                    Map.of("state", state.name().toLowerCase(Locale.ROOT)),
                    totals.states().getOrDefault(state, 0L));
        }
        Inbox.Figures seen = totals.figures();
        String name = "rebound_inbox_messages_total";
        out.begin(
                name,
                "Messages looked at in inboxes, by what they were; of ordinary ones and of reports about other mail nothing is kept.",
                "counter");
        out.sample(name, Map.of("kind", "report"), seen.reports());
        out.sample(name, Map.of("kind", "answer"), seen.answers());
        out.sample(name, Map.of("kind", "stranger"), seen.strangers());
        out.sample(name, Map.of("kind", "ordinary"), seen.ignored() - seen.strangers());
    }
}
