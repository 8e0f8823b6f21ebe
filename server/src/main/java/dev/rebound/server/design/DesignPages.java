package dev.rebound.server.design;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Hold;
import dev.rebound.server.chart.BarChart;
import dev.rebound.server.chart.Segment;
import dev.rebound.server.chart.ShareChart;
import dev.rebound.server.chart.TimeChart;
import dev.rebound.server.chart.Tone;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One page with every component. It shows the fragments and classes that the other pages use, so whoever changes one sees here
 * what that does; a copy made for showing would go its own way within a month.
 */
public final class DesignPages implements Feature {

    private static final String PATH = "/design";
    private static final DesignTokens TOKENS = DesignTokens.read();

    /** The names that {@code ui/icon.jte} knows. */
    static final List<String> ICONS = List.of(
            "brand",
            "down",
            "right",
            "left",
            "check",
            "cross",
            "clock",
            "search",
            "warning",
            "info",
            "mail",
            "people",
            "plus",
            "copy",
            "download",
            "send",
            "edit",
            "undo",
            "pause",
            "play",
            "again",
            "merge",
            "erase",
            "shield");

    private static final int HOURS = 24;

    @Override
    public void register(Routes routes) {
        routes.get(PATH, Access.SIGNED_IN, DesignPages::show);
    }

    private static void show(Visit visit) {
        visit.page("design/page.jte", new Design(TOKENS, bars(visit), shares(), time(visit.now())));
    }

    private static BarChart bars(Visit visit) {
        return BarChart.of(List.of(
                new BarChart.Bar(visit.wording().name(Reason.UNKNOWN_USER), PATH + "#charts", 48, Tone.HARD),
                new BarChart.Bar(visit.wording().name(Reason.MAILBOX_FULL), PATH + "#charts", 21, Tone.SOFT),
                new BarChart.Bar(visit.wording().name(MessageStatus.PENDING), PATH + "#charts", 9, Tone.WAIT)));
    }

    private static ShareChart shares() {
        return new ShareChart(List.of(
                ShareChart.Row.of("dept.example", PATH + "#charts", amounts(180, 12, 6, 2)),
                ShareChart.Row.of("mail.example", PATH + "#charts", amounts(64, 9, 14, 13))));
    }

    private static List<Segment.Amount> amounts(long good, long hard, long soft, long wait) {
        return List.of(
                new Segment.Amount(Tone.GOOD, good),
                new Segment.Amount(Tone.WAIT, wait),
                new Segment.Amount(Tone.SOFT, soft),
                new Segment.Amount(Tone.HARD, hard));
    }

    private static TimeChart time(Instant now) {
        return TimeChart.of(IntStream.range(0, HOURS)
                .mapToObj(hour -> new TimeChart.Span(
                        now.minus(Duration.ofHours((long) HOURS - hour)),
                        amounts(400L / (hour + 1), 60L / (hour + 1), hour % 5, 30L - hour)))
                .toList());
    }

    /** What the page shows. */
    public record Design(DesignTokens tokens, BarChart bars, ShareChart shares, TimeChart time) {

        public List<String> icons() {
            return ICONS;
        }

        public List<BounceType> types() {
            return List.of(BounceType.values());
        }

        public List<Reason> reasons() {
            return List.of(Reason.values());
        }

        public List<MessageStatus> messageStates() {
            return List.of(MessageStatus.values());
        }

        public List<EmailState> emailStates() {
            return List.of(EmailState.values());
        }

        public List<Hold> holds() {
            return List.of(Hold.values());
        }
    }
}
