package dev.rebound.server.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxConnecting;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailProvider;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.engine.inbox.ServerSearch;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Inboxes over the REST API. */
final class InboxApi implements Feature {

    private static final int SECRET_LENGTH_MAX = 1_000;

    private final InboxFeature.Parts parts;

    InboxApi(InboxFeature.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        String one = "/inboxes/{inboxId}";
        ApiRoutes.of(routes)
                .get("/inboxes", Permission.INBOXES, this::list)
                .post("/inboxes", Permission.INBOXES, this::connect)
                .get(one, Permission.INBOXES, call -> call.answer(InboxJson.of(inbox(call))))
                .delete(one, Permission.INBOXES, this::disconnect)
                .post(one + "/test", Permission.INBOXES, this::test)
                .post("/inboxes/find", Permission.INBOXES, this::find);
    }

    private Inbox inbox(ApiCall call) {
        return parts.inboxes()
                .find(call.account(), new InboxId(call.id("inboxId", "inbox")))
                .orElseThrow(() -> Refusal.notFound("inbox"));
    }

    private void list(ApiCall call) {
        int limit = call.limit();
        Optional<InboxId> after = call.numberCursor().map(InboxId::new);
        call.refuseUnknownParameters();
        List<Inbox> found = parts.inboxes().page(call.account(), after, limit + 1);
        call.answer(call.page(found, limit, InboxJson::of, Inbox::id));
    }

    private void connect(ApiCall call) throws IOException {
        JsonBody body = call.body("address", "displayName", "imap", "smtp", "user", "password");
        EmailAddress address = EmailAddress.parse(body.text("address", 320))
                .orElseThrow(() -> Refusal.at(body.at("address"), "INVALID", "must be an email address"));
        String name = body.optionalText("displayName", Inbox.NAME_LENGTH_MAX).orElse("");
        boolean named = body.has("imap") || body.has("smtp");
        Optional<ServerSearch.Found> found =
                named ? Optional.empty() : parts.finding().search().find(address);
        MailServers servers = found.map(ServerSearch.Found::servers)
                .orElseGet(() -> new MailServers(endpoint(body, "imap"), endpoint(body, "smtp")));
        String user = body.optionalText("user", SECRET_LENGTH_MAX)
                .orElseGet(() -> found.map(ServerSearch.Found::user).orElse(address.text()));
        SignIn signIn = new SignIn.Password(user, body.text("password", SECRET_LENGTH_MAX));
        NewInbox wanted = new NewInbox(call.account(), call.by(), address, name, servers);
        switch (parts.connecting().connect(wanted, signIn)) {
            case InboxConnecting.Outcome.Connected(Inbox inbox) ->
                call.created("/inboxes/" + inbox.id(), InboxJson.of(inbox));
            case InboxConnecting.Outcome.NotWorking(InboxConnecting.Tried tried) ->
                throw new Refusal(ProblemKind.CONFLICT, "The mailbox cannot be used: " + words(tried));
            case InboxConnecting.Outcome.TooMany() ->
                throw new Refusal(
                        ProblemKind.CONFLICT, "The account has as many inboxes as it may; disconnect one first.");
        }
    }

    private void find(ApiCall call) throws IOException {
        JsonBody body = call.body("address");
        EmailAddress address = EmailAddress.parse(body.text("address", 320))
                .orElseThrow(() -> Refusal.at(body.at("address"), "INVALID", "must be an email address"));
        ServerSearch.Found found = parts.finding()
                .search()
                .find(address)
                .orElseThrow(() -> new Refusal(
                        ProblemKind.NOT_FOUND, "The domain does not say where its mail servers are; name them."));
        call.answer(JsonBuilder.object()
                .with("imap", InboxJson.of(found.servers().imap()))
                .with("smtp", InboxJson.of(found.servers().smtp()))
                .with("user", found.user())
                .with("by", found.by())
                .with("provider", found.provider().map(MailProvider::name))
                .with("signIn", found.provider().map(provider -> provider.way().name())));
    }

    private static String words(InboxConnecting.Tried tried) {
        return List.of(tried.imap(), tried.smtp()).stream()
                .flatMap(Optional::stream)
                .map(trouble -> trouble.side() + " " + trouble.kind() + " (" + trouble.words() + ")")
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    private MailEndpoint endpoint(JsonBody body, String side) {
        JsonBody server = body.optionalObject(side, "host", "port", "protection")
                .orElseThrow(() -> Refusal.at(body.at(side), "MISSING", "say host, port and protection"));
        Protection protection = server.constant("protection", Protection.class);
        if (protection == Protection.CLEAR && !parts.finding().clearAllowed()) {
            throw Refusal.at(server.at("protection"), "NOT_SECURE", "a password is not sent in clear");
        }
        try {
            return new MailEndpoint(
                    server.text("host", MailEndpoint.HOST_LENGTH_MAX), server.number("port", 1, 65_535), protection);
        } catch (IllegalArgumentException e) {
            throw Refusal.at(server.at("host"), "INVALID", String.valueOf(e.getMessage()));
        }
    }

    private void disconnect(ApiCall call) {
        parts.connecting().disconnect(inbox(call), call.by());
        call.done();
    }

    private void test(ApiCall call) {
        call.answer(InboxJson.of(parts.connecting().test(inbox(call))));
    }
}
