package dev.rebound.server.guard;

import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.guard.Settlement;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.guard.CircuitReport;
import dev.rebound.engine.guard.Guarding;
import dev.rebound.engine.guard.SettlementPreview;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.chart.TimeChart;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** Circuits, open and past, and one of them with its figures and its buttons. For operators: circuits span accounts. */
public final class GuardPages implements Feature {

    static final String PAGE = "/operator/guard";
    private static final String ONE = PAGE + "/{circuit}";
    /** Each asks for its figures. */
    private static final int ROWS = 20;

    private final Guarding guarding;

    GuardPages(Guarding guarding) {
        this.guarding = guarding;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PAGE, Access.OPERATOR, this::list)
                .get(ONE, Access.OPERATOR, this::one)
                .post(ONE + "/release", Access.OPERATOR, visit -> settle(visit, Settlement.RELEASED))
                .post(ONE + "/roll-back", Access.OPERATOR, visit -> settle(visit, Settlement.ROLLED_BACK))
                .post(ONE + "/keep-open", Access.OPERATOR, visit -> keepOpen(visit, true))
                .post(ONE + "/leave", Access.OPERATOR, visit -> keepOpen(visit, false));
    }

    /**
     * A page of them, the newest first.
     *
     * @param settings by which they open and close
     */
    public record CircuitList(
            List<CircuitReport> rows, boolean isFirst, Optional<CircuitId> next, GuardSettings settings) {}

    /**
     * One of them.
     *
     * @param chart failures by ten minutes: of addresses that took mail not long ago, and of others
     * @param limitAt where in the chart, in thousandths from its top, failures leave their band; empty if above it
     */
    public record CircuitPage(
            CircuitReport report,
            SettlementPreview preview,
            TimeChart chart,
            Optional<Integer> limitAt,
            GuardSettings settings) {}

    private void list(Visit visit) {
        Optional<CircuitId> below =
                visit.queryNumber("below").filter(n -> n > 0).map(CircuitId::new);
        List<Circuit> found = guarding.page(below, ROWS + 1);
        List<Circuit> page = found.subList(0, Math.min(ROWS, found.size()));
        visit.page(
                "guard/list.jte",
                new CircuitList(
                        page.stream().map(guarding::report).toList(),
                        below.isEmpty(),
                        found.size() > ROWS ? Optional.of(page.getLast().id()) : Optional.empty(),
                        guarding.settings()));
    }

    private Circuit find(Visit visit) {
        return ApiCall.idIn(visit.http().pathParam("circuit"))
                .flatMap(id -> guarding.find(new CircuitId(id)))
                .orElseThrow(NotFoundResponse::new);
    }

    private void one(Visit visit) {
        Circuit circuit = find(visit);
        CircuitReport report = guarding.report(circuit);
        TimeChart chart = FailureChart.of(report, visit.now());
        long limit = circuit.opening().outsideFrom();
        visit.page(
                "guard/one.jte",
                new CircuitPage(
                        report,
                        guarding.preview(
                                circuit.id(),
                                visit.query("look").equals("more") ? Guarding.LOOKED_AT_MAX : Guarding.LOOKED_AT_FIRST),
                        chart,
                        limit <= chart.scale().top()
                                ? Optional.of(1_000 - chart.scale().length(limit))
                                : Optional.empty(),
                        guarding.settings()));
    }

    private void settle(Visit visit, Settlement settlement) {
        Circuit circuit = find(visit);
        boolean settles = guarding.settle(circuit.id(), settlement, visit.by());
        visit.redirect(PAGE + "/" + circuit.id(), settles ? "note.guard-" + settlement : "note.guard-nothing");
    }

    private void keepOpen(Visit visit, boolean kept) {
        Circuit circuit = find(visit);
        boolean changed = guarding.keepOpen(circuit.id(), kept, visit.by());
        String note = kept ? "note.guard-kept" : "note.guard-left";
        visit.redirect(PAGE + "/" + circuit.id(), changed ? note : "note.guard-nothing");
    }
}
