package dev.rebound.server.control;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.control.ControlStore.Scope;
import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.Recipients;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.api.WaitingJson;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.Optional;

/** What waits for what, and trying it again now, over the REST API. */
public final class QueueApi implements Feature {

    private static final int DESTINATIONS_MAX = 1_000;
    private static final int DOMAIN_LENGTH_MAX = 255;
    private static final int ID_LENGTH_MAX = 19;

    private final Accounts accounts;
    private final WaitingQueue queue;
    private final Controls controls;
    private final Emails emails;
    private final Recipients recipients;

    public QueueApi(Accounts accounts, WaitingQueue queue, Controls controls, Emails emails, Recipients recipients) {
        this.accounts = accounts;
        this.queue = queue;
        this.emails = emails;
        this.recipients = recipients;
        this.controls = controls;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/queue", Permission.VIEW, call -> queue(call, Optional.of(call.account())))
                .post("/queue/retry", Permission.STEER, this::retry);
        ApiRoutes.of(routes)
                .get(
                        "/operator/queue",
                        Permission.INSTALLATION,
                        call -> queue(
                                call,
                                call.query("account")
                                        .map(text -> ApiCall.idIn(text)
                                                .filter(id -> id <= AccountId.MAX)
                                                .map(AccountId::new)
                                                .filter(id -> accounts.find(id).isPresent())
                                                .orElseThrow(() -> Refusal.notFound("account")))))
                .post("/operator/queue/retry", Permission.INSTALLATION, this::retryOfAll);
    }

    private void queue(ApiCall call, Optional<AccountId> account) {
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        queue.destinations(account, DESTINATIONS_MAX).stream()
                                .map(WaitingJson::of)
                                .toList())
                .with(
                        "scheduled",
                        queue.scheduled(account).stream().map(WaitingJson::of).toList()));
    }

    private void retry(ApiCall call) throws IOException {
        JsonBody body = call.body("emailId", "domain", "messageId", "destination");
        Optional<String> destination = body.optionalText("destination", DOMAIN_LENGTH_MAX);
        if (destination.isPresent()) {
            retry(call, Optional.of(call.account()), destination.get());
            return;
        }
        Optional<EmailId> email = number(body, "emailId").map(EmailId::new);
        if (email.isPresent() && emails.find(call.account(), email.get()).isEmpty()) {
            throw Refusal.at(body.at("emailId"), "NOT_FOUND", "this account has no such email");
        }
        Optional<MessageId> message = number(body, "messageId").map(MessageId::new);
        if (message.isPresent()
                && recipients.detail(call.account(), message.get()).isEmpty()) {
            throw Refusal.at(body.at("messageId"), "NOT_FOUND", "this account has no such message");
        }
        Scope scope = new Scope(email, body.optionalText("domain", DOMAIN_LENGTH_MAX), message);
        answer(call, controls.retryNow(call.account(), scope, call.by()));
    }

    private void retryOfAll(ApiCall call) throws IOException {
        retry(call, Optional.empty(), call.body("destination").text("destination", DOMAIN_LENGTH_MAX));
    }

    private void retry(ApiCall call, Optional<AccountId> account, String destination) {
        answer(call, controls.retryDestination(account, destination, queue.domainsOf(account, destination), call.by()));
    }

    private static void answer(ApiCall call, int messages) {
        call.answer(JsonBuilder.object().with("messages", messages));
    }

    private static Optional<Long> number(JsonBody body, String member) {
        return body.optionalText(member, ID_LENGTH_MAX)
                .map(text -> ApiCall.idIn(text)
                        .orElseThrow(() -> Refusal.at(body.at(member), "INVALID_ID", "must be an id")));
    }
}
