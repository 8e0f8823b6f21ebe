package dev.rebound.server.recipient;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.email.Opinions.Doubt;
import dev.rebound.engine.email.Opinions.Doubted;
import dev.rebound.engine.email.Opinions.Opinion;
import dev.rebound.engine.email.Recipients;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Whether verdicts were right, and those to look at, over the REST API: the twin of {@link DoubtPages}. */
public final class DoubtApi implements Feature {

    private final Recipients recipients;
    private final WorldClock clock;

    public DoubtApi(Recipients recipients, WorldClock clock) {
        this.recipients = recipients;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        ApiRoutes.of(routes)
                .get("/verdicts", Permission.VIEW, this::list)
                .put("/messages/{messageId}/opinion", Permission.SUPPRESSIONS, this::say);
    }

    private void list(ApiCall call) {
        Doubt doubt = call.constant("doubt", Doubt.class).orElse(Doubt.SAID_TO_BE_WRONG);
        int limit = call.limit();
        Optional<MessageId> below =
                call.numberCursor().filter(id -> id <= MessageId.MAX).map(MessageId::new);
        List<Doubted> found = recipients.doubted(call.account(), doubt, below, limit + 1);
        call.answer(
                call.page(found, limit, DoubtApi::json, doubted -> doubted.row().message()));
    }

    private void say(ApiCall call) throws IOException {
        MessageId message = new MessageId(call.id("messageId", "message"));
        Opinion opinion = call.body("opinion").constant("opinion", Opinion.class);
        if (!recipients.say(call.account(), message, opinion, call.by(), clock.instant())) {
            throw Refusal.notFound("verdict");
        }
        call.answer(RecipientApi.json(
                recipients.detail(call.account(), message).orElseThrow(() -> Refusal.notFound("message"))));
    }

    private static JsonBuilder json(Doubted doubted) {
        return JsonBuilder.object()
                .with("emailId", doubted.email().toString())
                .with("emailName", doubted.emailName())
                .with("recipient", RecipientApi.json(doubted.row()));
    }
}
