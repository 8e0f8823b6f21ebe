package dev.rebound.server.deliverability;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.email.EmailFigures.DomainFigures;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.SendingHistory;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.chart.BarChart;
import dev.rebound.server.chart.Segment;
import dev.rebound.server.chart.ShareChart;
import dev.rebound.server.chart.TimeChart;
import dev.rebound.server.chart.Tone;
import dev.rebound.server.email.EmailJson;
import dev.rebound.server.guard.HeldNotices;
import dev.rebound.server.guard.HeldNotices.HeldNotice;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rates over time, and where bounces come from, on a page and by REST. */
public final class RateFeature implements Feature {

    private final Emails emails;
    private final InstantSource clock;
    private final HeldNotices held;

    public RateFeature(Emails emails, InstantSource clock, HeldNotices held) {
        this.emails = emails;
        this.clock = clock;
        this.held = held;
    }

    /** How far back one looks, and in what steps. */
    public enum Period {
        MONTH(1, 30),
        QUARTER(7, 13),
        YEAR(28, 13);

        private final int days;
        private final int spans;

        Period(int days, int spans) {
            this.days = days;
            this.spans = spans;
        }

        Duration length() {
            return Duration.ofDays(days);
        }
    }

    /**
     * What the page shows.
     *
     * @param sent all messages that left in the time
     * @param held what the guard holds of the account now
     * @param rates each step as a row of 100 percent; steps without an email are left out
     */
    public record Rates(
            Period period,
            long sent,
            double bounceRate,
            TimeChart course,
            ShareChart rates,
            BarChart reasons,
            ShareChart recipients,
            ShareChart senders,
            ShareChart addresses,
            List<HeldNotice> held) {}

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/deliverability", Access.to(Permission.VIEW), this::show);
        ApiRoutes.of(routes).get("/sending-history", Permission.VIEW, this::answer);
    }

    private void show(Visit visit) {
        Period period = visit.query("period", Period.class).orElse(Period.MONTH);
        SendingHistory history =
                history(visit.account(), period, visit.wording().zone());
        visit.page("deliverability/rates.jte", rates(period, history, visit, held.of(visit.account())));
    }

    /** In days of the reader's calendar: the last one is today. */
    private SendingHistory history(AccountId account, Period period, ZoneId zone) {
        Instant tomorrow = clock.instant()
                .atZone(zone)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .toInstant();
        Instant since = tomorrow.minus(period.length().multipliedBy(period.spans));
        return emails.history(account, since, period.length(), period.spans);
    }

    private void answer(ApiCall call) {
        Period period = call.constant("period", Period.class).orElse(Period.MONTH);
        call.refuseUnknownParameters();
        SendingHistory history = history(call.account(), period, ZoneOffset.UTC);
        call.answer(JsonBuilder.object()
                .with("period", period)
                .with(
                        "spans",
                        history.spans().stream()
                                .map(span -> JsonBuilder.object()
                                        .with("from", span.from())
                                        .with("sent", span.sent())
                                        .with("delivered", span.delivered())
                                        .with("hard", span.hard())
                                        .with("soft", span.soft())
                                        .with("pending", span.pending()))
                                .toList())
                .withCounts("hardReasons", history.hardReasons())
                .withCounts("softReasons", history.softReasons())
                .with(
                        "recipientDomains",
                        history.recipients().stream().map(EmailJson::of).toList())
                .with(
                        "senderDomains",
                        history.senders().stream().map(EmailJson::of).toList())
                .with(
                        "addresses",
                        history.addresses().stream()
                                .map(address -> JsonBuilder.object()
                                        .with("address", address.address())
                                        .with("taken", address.taken())
                                        .with("deferred", address.deferred())
                                        .with("refused", address.refused()))
                                .toList()));
    }

    private static Rates rates(Period period, SendingHistory history, Visit visit, List<HeldNotice> held) {
        long sent =
                history.spans().stream().mapToLong(SendingHistory.Span::sent).sum();
        long bounced = history.spans().stream()
                .mapToLong(span -> span.hard() + span.soft())
                .sum();
        String list = "/a/" + visit.account() + "/emails";
        return new Rates(
                period,
                sent,
                sent == 0 ? 0 : (double) bounced / sent,
                course(history),
                shares(history, visit.wording(), list),
                reasons(history, visit.wording(), "/a/" + visit.account() + "/suppressions"),
                domains(history.recipients(), "/a/" + visit.account() + "/contacts?search="),
                domains(history.senders(), "/a/" + visit.account() + "/domains?domain="),
                addresses(history.addresses(), "/a/" + visit.account() + "/queue"),
                held);
    }

    private static ShareChart addresses(List<SendingHistory.AddressFigures> addresses, String queue) {
        return new ShareChart(addresses.stream()
                .map(address -> ShareChart.Row.of(
                        address.address(),
                        queue,
                        List.of(
                                new Segment.Amount(Tone.GOOD, address.taken()),
                                new Segment.Amount(Tone.WAIT, address.deferred()),
                                new Segment.Amount(Tone.HARD, address.refused()))))
                .toList());
    }

    private static TimeChart course(SendingHistory history) {
        return TimeChart.of(history.spans().stream()
                .map(span -> new TimeChart.Span(span.from(), amounts(span)))
                .toList());
    }

    private static List<Segment.Amount> amounts(SendingHistory.Span span) {
        return List.of(
                new Segment.Amount(Tone.GOOD, span.delivered()),
                new Segment.Amount(Tone.WAIT, span.pending()),
                new Segment.Amount(Tone.SOFT, span.soft()),
                new Segment.Amount(Tone.HARD, span.hard()));
    }

    private static ShareChart shares(SendingHistory history, Wording wording, String list) {
        return new ShareChart(history.spans().reversed().stream()
                .filter(span -> span.sent() > 0)
                .map(span -> ShareChart.Row.of(wording.date(span.from()), list, amounts(span)))
                .toList());
    }

    private static ShareChart domains(List<DomainFigures> domains, String link) {
        return new ShareChart(domains.stream()
                .map(domain -> ShareChart.Row.of(
                        domain.domain(),
                        link + View.encoded(domain.domain()),
                        List.of(
                                new Segment.Amount(Tone.GOOD, domain.delivered()),
                                new Segment.Amount(Tone.WAIT, domain.pending()),
                                new Segment.Amount(Tone.SOFT, domain.soft()),
                                new Segment.Amount(Tone.HARD, domain.hard()))))
                .toList());
    }

    private static BarChart reasons(SendingHistory history, Wording wording, String suppressions) {
        List<BarChart.Bar> bars = new ArrayList<>();
        add(bars, history.hardReasons(), wording, suppressions, Tone.HARD);
        add(bars, history.softReasons(), wording, "/help#Reason-", Tone.SOFT);
        return BarChart.of(bars);
    }

    /** Hard bounces lead to the addresses they suppress, soft ones suppress nobody and lead to what they mean. */
    private static void add(
            List<BarChart.Bar> bars, Map<Reason, Long> counts, Wording wording, String link, Tone tone) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<Reason, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> bars.add(new BarChart.Bar(
                        wording.name(entry.getKey()),
                        tone == Tone.HARD ? link + "?reason=" + entry.getKey() : link + entry.getKey(),
                        entry.getValue(),
                        tone,
                        Optional.of(entry.getKey()))));
    }
}
