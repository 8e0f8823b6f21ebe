package dev.rebound.server.recipient;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.RecipientDetail;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Recipients;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.api.VerdictJson;
import dev.rebound.server.api.WaitingJson;
import dev.rebound.server.csv.SafeCsvWriter;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Recipients of an email over the REST API. */
public final class RecipientApi implements Feature {

    private final Emails emails;
    private final Recipients recipients;
    private final WaitingQueue queue;
    private final RecipientExport export;

    public RecipientApi(Emails emails, Recipients recipients, WaitingQueue queue, RecipientExport export) {
        this.emails = emails;
        this.recipients = recipients;
        this.queue = queue;
        this.export = export;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/emails/{emailId}/recipients", Permission.VIEW, this::list)
                .get("/emails/{emailId}/recipients/export", Permission.EXPORT, this::export)
                .get("/messages/{messageId}", Permission.VIEW, this::message)
                .get("/messages/{messageId}/reports/{evidenceId}", Permission.RAW_REPORTS, this::report);
    }

    private void list(ApiCall call) {
        EmailId email = email(call).id();
        RecipientFilter filter = filter(call);
        int limit = call.limit();
        Optional<MessageId> after = call.numberCursor().map(MessageId::new);
        List<RecipientRow> found = recipients.page(call.account(), email, filter, after, limit + 1);
        JsonBuilder page = call.page(found, limit, RecipientApi::json, RecipientRow::message);
        if (after.isEmpty()) {
            page.with("count", recipients.count(call.account(), email, filter));
        }
        call.answer(page);
    }

    private MarketingEmail email(ApiCall call) {
        return emails.find(call.account(), new EmailId(call.id("emailId", "email")))
                .orElseThrow(() -> Refusal.notFound("email"));
    }

    private static RecipientFilter filter(ApiCall call) {
        return new RecipientFilter(
                call.constant("group", RecipientFilter.Group.class).orElse(RecipientFilter.Group.SELECTED),
                call.constant("reason", Reason.class),
                call.constant("notSent", NotSentReason.class),
                call.search());
    }

    private void export(ApiCall call) throws IOException {
        MarketingEmail email = email(call);
        RecipientFilter filter = filter(call);
        call.refuseUnknownParameters();
        Context http = call.visit().http();
        http.contentType(SafeCsvWriter.CONTENT_TYPE)
                .header("Content-Disposition", "attachment; filename=\"recipients-" + email.id() + ".csv\"");
        export.write(call.account(), email, filter, call.by(), http.res().getOutputStream());
    }

    private RecipientDetail find(ApiCall call) {
        return recipients
                .detail(call.account(), new MessageId(call.id("messageId", "message")))
                .orElseThrow(() -> Refusal.notFound("message"));
    }

    private void message(ApiCall call) {
        RecipientDetail detail = find(call);
        call.answer(json(detail)
                .with(
                        "waiting",
                        queue.why(call.account(), detail.row().message()).map(WaitingJson::of)));
    }

    private void report(ApiCall call) {
        String id = call.path("evidenceId");
        Evidence kept = find(call).steps().stream()
                .flatMap(step -> step.evidence().stream())
                .filter(evidence -> evidence.id().value().equals(id))
                .filter(evidence -> evidence.rawReport().isPresent())
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("report"));
        boolean isEvent = kept.source() == EvidenceSource.PROVIDER_EVENT
                || kept.source() == EvidenceSource.PROVIDER_EVENT_WITHOUT_TOKEN;
        call.visit()
                .http()
                .contentType(isEvent ? "application/json" : "message/rfc822")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + (isEvent ? "event.json" : "report.eml") + "\"")
                .result(kept.rawReport().orElseThrow());
    }

    static JsonBuilder json(RecipientRow row) {
        return JsonBuilder.object()
                .with("messageId", row.message().toString())
                .with("contactId", row.contact())
                .with("address", row.address().text())
                .with("name", row.name())
                .with("status", row.status())
                .with("since", row.since())
                .with("verdict", row.verdict().map(VerdictJson::of))
                .with("notSentReason", row.notSent())
                .with("globallyBounced", row.globallyBounced())
                .with("hold", row.hold())
                .with("attempts", row.attempts())
                .with("nextAttempt", row.nextAttempt())
                .with("words", row.words());
    }

    static JsonBuilder json(RecipientDetail detail) {
        return JsonBuilder.object()
                .with("recipient", json(detail.row()))
                .with(
                        "steps",
                        detail.steps().stream()
                                .map(step -> VerdictJson.of(step.event())
                                        .with("evidence", step.evidence().map(RecipientApi::json)))
                                .toList())
                .with("suppressedSince", detail.suppression().map(Suppression::since))
                .with("suppressedFor", detail.suppression().map(Suppression::reason))
                .with("opinion", detail.opinion());
    }

    private static JsonBuilder json(TlsState state) {
        return switch (state) {
            case TlsState.Clear ignored -> JsonBuilder.object().with("encrypted", false);
            case TlsState.Encrypted tls ->
                JsonBuilder.object()
                        .with("encrypted", true)
                        .with("protocol", tls.protocol())
                        .with("cipher", tls.cipher())
                        .with("certificate", tls.certificate())
                        .with("demand", tls.demand());
        };
    }

    private static JsonBuilder json(Evidence evidence) {
        Diagnostic diagnostic = evidence.diagnostic();
        JsonBuilder json = JsonBuilder.object()
                .with("id", evidence.id().value())
                .with("source", evidence.source())
                .with("receivedAt", evidence.receivedAt())
                .with("status", diagnostic.status())
                .with("command", diagnostic.command())
                .with("remoteMta", diagnostic.remoteMta())
                .with("text", diagnostic.text())
                .with("original", evidence.original())
                .with("tls", evidence.tls().map(RecipientApi::json))
                .with("hasReport", evidence.rawReport().isPresent());
        return diagnostic.code().isPresent()
                ? json.with("code", diagnostic.code().getAsInt())
                : json;
    }
}
