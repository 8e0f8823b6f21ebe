package dev.rebound.server.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.SuspectedFalse;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.api.VerdictJson;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.suppression.SuppressionExport.Filter;
import dev.rebound.server.suppression.SuppressionExport.Form;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Suppressions over the REST API. */
public final class SuppressionApi implements Feature {

    private static final int ADDRESS_LENGTH_MAX = 1_000;

    private final Suppressions suppressions;
    private final BulkUnbounce bulk;
    private final SuppressionExport export;
    private final AllowlistLetters letters;

    SuppressionApi(Suppressions suppressions, BulkUnbounce bulk, SuppressionExport export, AllowlistLetters letters) {
        this.letters = letters;
        this.suppressions = suppressions;
        this.bulk = bulk;
        this.export = export;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/suppressions", Permission.VIEW, this::list)
                .get("/suppressions/counts", Permission.VIEW, this::counts)
                .get("/suppressions/suspected", Permission.VIEW, this::suspected)
                .get("/suppressions/allowlist-letters", Permission.VIEW, this::letters)
                .get("/suppressions/export", Permission.EXPORT, this::export)
                .post("/suppressions/unbounce", Permission.SUPPRESSIONS, this::unbounce);
    }

    private void list(ApiCall call) {
        int limit = call.limit();
        Optional<AddressKey> after = addressCursor(call);
        List<SuppressedAddress> found = suppressions.page(
                call.account(), call.search(), call.constant("reason", Reason.class), after, limit + 1);
        call.answer(call.page(
                found, limit, SuppressionApi::json, each -> each.address().value()));
    }

    /** The position in a list by address. */
    public static Optional<AddressKey> addressCursor(ApiCall call) {
        return call.cursor()
                .map(text ->
                        EmailAddress.parse(text).orElseThrow(call::wrongCursor).key());
    }

    static JsonBuilder json(SuppressedAddress each) {
        JsonBuilder json = JsonBuilder.object()
                .with("address", each.address().value())
                .with("reason", each.suppression().reason())
                .with("since", each.suppression().since())
                .with("until", each.suppression().until())
                .with("probeFrom", each.suppression().probeFrom())
                .with("globallyBounced", each.globallyBounced())
                .with("messageId", each.suppression().message().map(Object::toString))
                .with("contactId", each.contact())
                .with("emailId", each.email())
                .with("emailName", each.emailName());
        return VerdictJson.listed(json, each.suppression());
    }

    private void counts(ApiCall call) {
        Map<Reason, Long> counts = suppressions.counts(call.account());
        call.answer(JsonBuilder.object()
                .with(
                        "total",
                        counts.values().stream().mapToLong(Long::longValue).sum())
                .withCounts("byReason", counts));
    }

    private void suspected(ApiCall call) {
        int limit = call.limit();
        List<SuspectedFalse> found = suppressions.suspected(call.account(), addressCursor(call), limit + 1);
        call.answer(call.page(
                found,
                limit,
                each -> json(each.suppressed()).with("sign", each.sign()).with("seen", each.seen()),
                each -> each.suppressed().address().value()));
    }

    private void letters(ApiCall call) {
        String asked = call.query("address")
                .orElseThrow(() -> new Refusal(
                        ProblemKind.INVALID_PARAMETER, "The parameter \"address\" names a suppressed address."));
        call.refuseUnknownParameters();
        SuppressedAddress suppressed = EmailAddress.parse(asked)
                .flatMap(address -> suppressions.find(call.account(), address.key()))
                .orElseThrow(() -> Refusal.notFound("suppression"));
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        letters.of(call.account(), suppressed, call.wording().zone()).stream()
                                .map(letter -> JsonBuilder.object()
                                        .with("language", letter.language().tag())
                                        .with("subject", letter.subject())
                                        .with("text", letter.text()))
                                .toList()));
    }

    private void export(ApiCall call) throws IOException {
        String search = call.search();
        Optional<Reason> reason = call.constant("reason", Reason.class);
        Form form = call.constant("format", Form.class).orElse(Form.CSV);
        call.refuseUnknownParameters();
        export.answer(call.visit(), new Filter(call.account(), search, reason), form);
    }

    private void unbounce(ApiCall call) throws IOException {
        JsonBody body = call.body("addresses", "why");
        List<String> addresses = body.texts("addresses", BulkUnbounce.ADDRESSES_MAX, ADDRESS_LENGTH_MAX);
        List<BulkUnbounce.Line> lines = bulk.lift(call.account(), addresses, call.by(), why(body));
        Wording wording = call.wording();
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        lines.stream()
                                .map(line -> JsonBuilder.object()
                                        .with("address", line.address())
                                        .with("outcome", line.outcome())
                                        .with("detail", wording.text("unbounce." + line.outcome())))
                                .toList()));
    }

    /** The explanation that every lifting needs. */
    public static String why(JsonBody body) {
        String why = body.text("why", Unbouncing.WHY_LENGTH_MAX);
        if (why.isBlank()) {
            throw Refusal.at(body.at("why"), "MISSING", "say why; it is kept in the audit log");
        }
        return why;
    }
}
