package dev.rebound.server.guard;

import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.Settlement;
import dev.rebound.core.ledger.Hold;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.guard.CircuitReport;
import dev.rebound.engine.guard.Guarding;
import dev.rebound.engine.guard.SettlementPreview;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.util.List;
import java.util.Optional;

/** The same for programs; and for an account's programs what is held of it. */
final class GuardApi implements Feature {

    private static final String PATH = "/operator/circuits";
    private static final String ONE = PATH + "/{circuitId}";

    private final Guarding guarding;
    private final HeldNotices notices;

    GuardApi(Guarding guarding) {
        this.guarding = guarding;
        this.notices = new HeldNotices(guarding);
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get(PATH, Permission.INSTALLATION, this::list)
                .get(ONE, Permission.INSTALLATION, this::one)
                .post(ONE + "/release", Permission.INSTALLATION, call -> settle(call, Settlement.RELEASED))
                .post(ONE + "/roll-back", Permission.INSTALLATION, call -> settle(call, Settlement.ROLLED_BACK))
                .post(ONE + "/keep-open", Permission.INSTALLATION, call -> keepOpen(call, true))
                .post(ONE + "/leave", Permission.INSTALLATION, call -> keepOpen(call, false))
                .get("/held-bounces", Permission.VIEW, this::held);
    }

    private void list(ApiCall call) {
        int limit = call.limit();
        Optional<CircuitId> below = call.numberCursor().filter(n -> n > 0).map(CircuitId::new);
        call.refuseUnknownParameters();
        List<Circuit> found = guarding.page(below, limit + 1);
        call.answer(call.page(
                found,
                limit,
                circuit -> json(guarding.report(circuit)),
                circuit -> circuit.id().toString()));
    }

    private Circuit find(ApiCall call) {
        return guarding.find(new CircuitId(call.id("circuitId", "circuit")))
                .orElseThrow(() -> Refusal.notFound("circuit"));
    }

    private void one(ApiCall call) {
        Circuit circuit = find(call);
        call.refuseUnknownParameters();
        CircuitReport report = guarding.report(circuit);
        call.answer(json(report)
                .with("settlementPreview", json(guarding.preview(circuit.id(), Guarding.LOOKED_AT_MAX)))
                .with(
                        "counted",
                        report.counted().stream()
                                .map(counted -> JsonBuilder.object()
                                        .with("from", counted.from())
                                        .with("failures", counted.count().failures())
                                        .with("ofGoodAddresses", counted.count().good()))
                                .toList()));
    }

    private void settle(ApiCall call, Settlement settlement) {
        Circuit circuit = find(call);
        call.refuseUnknownParameters();
        if (!guarding.settle(circuit.id(), settlement, call.by())) {
            throw new Refusal(
                    ProblemKind.CONFLICT, "The circuit is closed, and what it held is " + settlement + " already.");
        }
        call.answer(json(guarding.report(find(call))));
    }

    private void keepOpen(ApiCall call, boolean kept) {
        Circuit circuit = find(call);
        call.refuseUnknownParameters();
        if (!guarding.keepOpen(circuit.id(), kept, call.by())) {
            throw new Refusal(ProblemKind.CONFLICT, "The circuit is closed.");
        }
        call.answer(json(guarding.report(find(call))));
    }

    private void held(ApiCall call) {
        call.refuseUnknownParameters();
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        notices.of(call.account()).stream()
                                .map(notice -> watched(notice.circuit()).with("bounces", notice.bounces()))
                                .toList()));
    }

    /** What everybody may know of a circuit that holds something of theirs. */
    private static JsonBuilder watched(Circuit circuit) {
        return JsonBuilder.object()
                .with("circuitId", circuit.id().toString())
                .with("provider", circuit.key().provider())
                .with("reason", circuit.key().reason())
                .with("blame", circuit.key().blame())
                .with("scope", circuit.key().scope().text())
                .with("openedAt", circuit.opening().at());
    }

    private static JsonBuilder json(CircuitReport report) {
        Circuit circuit = report.circuit();
        JsonBuilder json = watched(circuit)
                .with("open", circuit.isOpen())
                .with("keptOpen", circuit.keptOpen())
                .with("failuresAtOpening", circuit.opening().count().failures())
                .with("ofGoodAddressesAtOpening", circuit.opening().count().good())
                .with("outsideFromAtOpening", circuit.opening().outsideFrom())
                .with("failuresInWindow", report.inWindow().failures())
                .with("outsideFrom", report.outsideFrom())
                .with("lastOutside", circuit.lastOutside())
                .with("accounts", report.accounts())
                .with("held", report.bounces(Hold.Standing.HELD))
                .with("released", report.bounces(Hold.Standing.RELEASED))
                .with("rolledBack", report.bounces(Hold.Standing.ROLLED_BACK));
        circuit.closing()
                .ifPresent(closing -> json.with("closedAt", closing.at())
                        .with("closedBy", closing.by())
                        .with("settlement", closing.settlement())
                        .with("settled", closing.settled()));
        return json;
    }

    private static JsonBuilder json(SettlementPreview preview) {
        return JsonBuilder.object()
                .with("lookedAt", preview.looked())
                .with("wouldSuppress", preview.suppressed())
                .with("tookMailSince", preview.refuted())
                .with("wouldFree", preview.freed());
    }
}
