package dev.rebound.server.inbox;

import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxConnecting.Tried;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.server.api.JsonBuilder;

/** Inboxes as the REST API shows them. */
final class InboxJson {

    private InboxJson() {}

    static JsonBuilder of(Inbox inbox) {
        return JsonBuilder.object()
                .with("id", inbox.id().toString())
                .with("address", inbox.address().text())
                .with("displayName", inbox.displayName())
                .with("owner", inbox.owner())
                .with("imap", of(inbox.servers().imap()))
                .with("smtp", of(inbox.servers().smtp()))
                .with("state", inbox.condition().state())
                .with("since", inbox.condition().since())
                .with("trouble", inbox.condition().trouble().map(InboxJson::of))
                .with("seenAt", inbox.condition().seenAt())
                .with(
                        "seen",
                        JsonBuilder.object()
                                .with("looked", inbox.figures().looked())
                                .with("reports", inbox.figures().reports())
                                .with("answers", inbox.figures().answers())
                                .with("strangers", inbox.figures().strangers())
                                .with("ignored", inbox.figures().ignored()))
                .with("createdAt", inbox.createdAt());
    }

    static JsonBuilder of(MailEndpoint server) {
        return JsonBuilder.object()
                .with("host", server.host())
                .with("port", server.port())
                .with("protection", server.protection());
    }

    static JsonBuilder of(MailTrouble trouble) {
        return JsonBuilder.object()
                .with("kind", trouble.kind())
                .with("side", trouble.side())
                .with("words", trouble.words());
    }

    static JsonBuilder of(Tried tried) {
        return JsonBuilder.object()
                .with("working", tried.isWell())
                .with("imap", tried.imap().map(InboxJson::of))
                .with("smtp", tried.smtp().map(InboxJson::of));
    }
}
