package dev.rebound.server.operator;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.Quarantine.QuarantineFilter;
import dev.rebound.engine.intake.Quarantine.QuarantinedMail;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.suppression.GlobalBounce;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.server.account.AccountApi;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.suppression.SuppressionApi;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operator's side of the REST API. */
public final class OperatorApi implements Feature {

    private static final int ADDRESSES_MAX = 1_000;
    private static final int ADDRESS_LENGTH_MAX = 1_000;

    private final Accounts accounts;
    private final AccountDesk desk;
    private final Suppressions suppressions;
    private final Unbouncing unbouncing;
    private final Quarantine quarantine;
    private final AuditLog audit;
    private final ClockDesk clock;

    OperatorApi(OperatorPorts ports) {
        this.accounts = ports.accounts();
        this.desk = ports.desk();
        this.suppressions = ports.suppressions();
        this.unbouncing = ports.unbouncing();
        this.quarantine = ports.quarantine().quarantine();
        this.audit = ports.audit();
        this.clock = ports.clock();
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/operator/accounts", Permission.INSTALLATION, this::accounts)
                .post("/operator/accounts", Permission.INSTALLATION, this::createAccount)
                .get(
                        "/operator/audit",
                        Permission.INSTALLATION,
                        call -> call.answer(AccountApi.auditPage(call, audit, Optional.empty())))
                .get("/operator/global-bounces", Permission.INSTALLATION, this::globalBounces)
                .post("/operator/global-bounces/lift", Permission.INSTALLATION, this::lift)
                .get("/operator/quarantine", Permission.INSTALLATION, this::quarantine)
                .get("/operator/quarantine-counts", Permission.INSTALLATION, this::quarantineCounts)
                .get("/operator/quarantine/{quarantineId}", Permission.INSTALLATION, this::quarantined)
                .get("/operator/clock", Permission.INSTALLATION, call -> call.answer(clockJson()))
                .post("/operator/clock", Permission.INSTALLATION, this::moveClock);
    }

    private void accounts(ApiCall call) {
        call.answer(JsonBuilder.object()
                .with("items", accounts.all().stream().map(AccountApi::json).toList()));
    }

    private void createAccount(ApiCall call) throws IOException {
        JsonBody body = call.body("name");
        String name = body.text("name", Account.NAME_LENGTH_MAX).strip();
        if (!Account.canBeName(name)) {
            throw Refusal.at(body.at("name"), "INVALID", "give a name without line breaks");
        }
        Account account = desk.createAccount(name, call.by());
        call.created("/operator/accounts", AccountApi.json(account));
    }

    /** The list holds no addresses; one can be asked for. */
    private void globalBounces(ApiCall call) {
        Optional<String> asked = call.query("address");
        if (asked.isPresent()) {
            EmailAddress address = EmailAddress.parse(asked.get())
                    .orElseThrow(() -> new Refusal(
                            ProblemKind.INVALID_PARAMETER, "The parameter \"address\" must be an email address."));
            call.answer(JsonBuilder.object()
                    .with(
                            "items",
                            suppressions.findGlobal(address.key()).stream()
                                    .map(OperatorApi::json)
                                    .toList()));
            return;
        }
        int limit = call.limit();
        Optional<String> after = call.cursor();
        if (after.filter(hash -> !OperatorPages.isHash(hash)).isPresent()) {
            throw call.wrongCursor();
        }
        List<GlobalBounce> found = suppressions.global(after, limit + 1);
        JsonBuilder page = call.page(found, limit, OperatorApi::json, GlobalBounce::hash);
        call.answer(after.isEmpty() ? page.with("count", suppressions.globalCount()) : page);
    }

    private static JsonBuilder json(GlobalBounce each) {
        return JsonBuilder.object()
                .with("hash", each.hash())
                .with("since", each.since())
                .with("accounts", each.accounts());
    }

    private void lift(ApiCall call) throws IOException {
        JsonBody body = call.body("addresses", "why");
        List<String> addresses = body.texts("addresses", ADDRESSES_MAX, ADDRESS_LENGTH_MAX);
        String why = SuppressionApi.why(body);
        List<JsonBuilder> lines = new ArrayList<>();
        for (String text : addresses) {
            String outcome = EmailAddress.parse(text)
                    .map(address ->
                            unbouncing.liftGlobal(address.key(), call.by(), why).name())
                    .orElse("INVALID_ADDRESS");
            lines.add(JsonBuilder.object()
                    .with("address", text)
                    .with("outcome", outcome)
                    .with("detail", call.wording().text("operator.lift." + outcome)));
        }
        call.answer(JsonBuilder.object().with("items", lines));
    }

    private void quarantine(ApiCall call) {
        int limit = call.limit();
        Optional<Long> before = call.numberCursor();
        QuarantineFilter filter = new QuarantineFilter(
                call.search(),
                call.constant("why", QuarantineReason.class),
                call.constant("grade", EvidenceGrade.class),
                call.query("peer"));
        List<QuarantinedMail> found = quarantine.page(filter, before, limit + 1);
        JsonBuilder page = call.page(found, limit, OperatorApi::json, QuarantinedMail::id);
        call.answer(before.isEmpty() ? page.with("count", quarantine.count(filter)) : page);
    }

    private void quarantineCounts(ApiCall call) {
        int limit = call.limit();
        call.answer(JsonBuilder.object()
                .withCounts("reasons", quarantine.countsByReason())
                .withCounts("grades", quarantine.countsByGrade())
                .with(
                        "peers",
                        quarantine.countsByPeer(limit).stream()
                                .map(each -> JsonBuilder.object()
                                        .with("peer", each.peer())
                                        .with("messages", each.messages())
                                        .with("last", each.last()))
                                .toList()));
    }

    private static JsonBuilder json(QuarantinedMail mail) {
        return JsonBuilder.object()
                .with("id", Long.toString(mail.id()))
                .with("receivedAt", mail.receivedAt())
                .with("why", mail.why())
                .with("grade", mail.grade())
                .with("peer", mail.peer())
                .with("envelopeFrom", mail.envelopeFrom())
                .with("sizeOctets", mail.sizeOctets());
    }

    private void quarantined(ApiCall call) {
        byte[] content = quarantine
                .find(call.id("quarantineId", "quarantined message"))
                .orElseThrow(() -> Refusal.notFound("quarantined message"))
                .content();
        call.visit()
                .http()
                .contentType("message/rfc822")
                .header("Content-Disposition", "attachment; filename=\"quarantined.eml\"")
                .result(content);
    }

    private JsonBuilder clockJson() {
        return JsonBuilder.object().with("now", clock.now()).with("rehearsal", clock.isRehearsal());
    }

    private void moveClock(ApiCall call) throws IOException {
        int hours = call.body("hours").number("hours", 1, ClockDesk.HOURS_MAX);
        if (!clock.letPass(hours, call.by())) {
            throw new Refusal(ProblemKind.CONFLICT, "This is no rehearsal; real time cannot be moved.");
        }
        call.answer(clockJson());
    }
}
