package dev.rebound.server.performance;

import dev.rebound.engine.email.EmailFigures;
import dev.rebound.server.chart.BarChart;
import dev.rebound.server.chart.ShareChart;
import dev.rebound.server.chart.TimeChart;
import dev.rebound.server.email.EmailHead;
import dev.rebound.server.guard.HeldNotices.HeldNotice;
import java.util.List;

/**
 * The performance page of an email.
 *
 * @param held bounces of it that the guard holds
 */
public record Performance(
        EmailHead head,
        List<HeldNotice> held,
        BounceLevel level,
        BarChart funnel,
        BarChart reasons,
        ShareChart domains,
        TimeChart course,
        List<Happening> happenings) {

    /** Where the bounce rate's scale ends, in thousandths. */
    private static final int GAUGE_END = 100;

    public Performance {
        held = List.copyOf(held);
        happenings = List.copyOf(happenings);
    }

    public EmailFigures figures() {
        return head.figures();
    }

    /** Where the bounce rate stands on a scale from 0 to 10 percent, in thousandths of the scale. */
    public int gauge() {
        return Math.clamp(Math.round(figures().bounceRate() * 1_000 * 1_000 / GAUGE_END), 0, 1_000);
    }
}
