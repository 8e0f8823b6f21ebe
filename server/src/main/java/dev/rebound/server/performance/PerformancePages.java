package dev.rebound.server.performance;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.SpanFigures;
import dev.rebound.server.chart.BarChart;
import dev.rebound.server.chart.Segment;
import dev.rebound.server.chart.ShareChart;
import dev.rebound.server.chart.TimeChart;
import dev.rebound.server.chart.Tone;
import dev.rebound.server.email.EmailHead;
import dev.rebound.server.guard.HeldNotices;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The performance page, live while messages are under way. */
public final class PerformancePages implements Feature {

    /** Columns of the chart over time. */
    private static final int SPANS = 40;
    /** Mailbox domains shown. */
    private static final int DOMAINS_MAX = 10;

    private final Emails emails;
    private final HeldNotices held;

    public PerformancePages(Emails emails, HeldNotices held) {
        this.emails = emails;
        this.held = held;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/emails/{email}/performance", Access.to(Permission.VIEW), this::show)
                .get("/a/{account}/emails/{email}/performance/live", Access.to(Permission.VIEW), this::live);
    }

    private void show(Visit visit) {
        Performance performance = performanceOf(visit);
        String email = "/a/" + visit.account() + "/" + performance.head().path();
        switch (performance.head().email().state()) {
            case DRAFT -> visit.redirect(email + "/edit");
            case SCHEDULED -> visit.redirect(email + "/send");
            case SENDING, SENT, SUBMITTED -> visit.page("performance/page.jte", performance);
        }
    }

    private void live(Visit visit) throws InterruptedException {
        visit.stream(() -> {
            Performance performance = performanceOf(visit);
            Map<String, Object> model = Map.of("model", performance);
            return new Visit.Frame(
                    Map.of(
                            "controls", visit.render("control/controls.jte", Map.of("head", performance.head())),
                            "figures", visit.render("performance/figures.jte", model)),
                    !performance.head().isMoving());
        });
    }

    private Performance performanceOf(Visit visit) {
        AccountId account = visit.account();
        EmailId id = new EmailId(visit.number("email"));
        MarketingEmail email = emails.find(account, id).orElseThrow(NotFoundResponse::new);
        EmailFigures figures = emails.figures(account, id);
        String recipients = "/a/" + account + "/emails/" + id + "/recipients";
        Wording wording = visit.wording();
        return new Performance(
                new EmailHead(email, figures, EmailHead.Tab.PERFORMANCE),
                held.of(account, id),
                BounceLevel.of(figures.bounceRate()),
                funnel(figures, wording, recipients),
                reasons(figures, wording, recipients),
                domains(figures, recipients),
                course(emails.course(account, id, SPANS)),
                new Storyteller(
                                wording,
                                recipients,
                                email.content().from().key().domain(),
                                emails.causes(account, id))
                        .tell(figures));
    }

    private static BarChart funnel(EmailFigures figures, Wording wording, String recipients) {
        return BarChart.of(List.of(
                new BarChart.Bar(
                        wording.text("figure.selected"), recipients + "?group=SELECTED", figures.selected(), Tone.IDLE),
                new BarChart.Bar(wording.text("figure.sent"), recipients + "?group=SENT", figures.sent(), Tone.ACCENT),
                new BarChart.Bar(
                        wording.text("figure.delivered"),
                        recipients + "?group=DELIVERED",
                        figures.delivered(),
                        Tone.GOOD)));
    }

    private static BarChart reasons(EmailFigures figures, Wording wording, String recipients) {
        List<BarChart.Bar> bars = new ArrayList<>();
        bars.addAll(bars(figures.hardReasons(), wording, recipients + "?group=HARD", Tone.HARD));
        bars.addAll(bars(figures.softReasons(), wording, recipients + "?group=SOFT", Tone.SOFT));
        bars.addAll(bars(figures.pendingReasons(), wording, recipients + "?group=PENDING", Tone.WAIT));
        return BarChart.of(bars);
    }

    private static List<BarChart.Bar> bars(Map<Reason, Long> counts, Wording wording, String address, Tone tone) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<Reason, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new BarChart.Bar(
                        wording.name(entry.getKey()),
                        address + "&reason=" + entry.getKey(),
                        entry.getValue(),
                        tone,
                        Optional.of(entry.getKey())))
                .toList();
    }

    private static ShareChart domains(EmailFigures figures, String recipients) {
        return new ShareChart(figures.domains().stream()
                .limit(DOMAINS_MAX)
                .map(domain -> ShareChart.Row.of(
                        domain.domain(),
                        recipients + "?group=SENT&search=" + View.encoded("@" + domain.domain()),
                        List.of(
                                new Segment.Amount(Tone.GOOD, domain.delivered()),
                                new Segment.Amount(Tone.WAIT, domain.pending()),
                                new Segment.Amount(Tone.SOFT, domain.soft()),
                                new Segment.Amount(Tone.HARD, domain.hard()))))
                .toList());
    }

    private static TimeChart course(List<SpanFigures> spans) {
        return TimeChart.of(spans.stream()
                .map(span -> new TimeChart.Span(
                        span.from(),
                        List.of(
                                new Segment.Amount(Tone.GOOD, span.delivered()),
                                new Segment.Amount(Tone.WAIT, span.deferred()),
                                new Segment.Amount(Tone.SOFT, span.soft()),
                                new Segment.Amount(Tone.HARD, span.hard()))))
                .toList());
    }
}
