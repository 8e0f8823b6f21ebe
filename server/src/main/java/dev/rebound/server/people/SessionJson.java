package dev.rebound.server.people;

import dev.rebound.engine.account.Session;
import dev.rebound.server.api.JsonBuilder;
import java.util.List;

/** Sessions as the API shows them: by a name that nobody can sign in with. */
public final class SessionJson {

    private SessionJson() {}

    /** A person's sessions, in the order given. */
    public static JsonBuilder of(List<Session> sessions) {
        return JsonBuilder.object()
                .with("items", sessions.stream().map(SessionJson::of).toList());
    }

    private static JsonBuilder of(Session session) {
        return JsonBuilder.object()
                .with("id", session.name())
                .with("openedAt", session.origin().openedAt())
                .with("lastUsedAt", session.lastUsedAt())
                .with("expiresAt", session.expiresAt())
                .with("client", session.origin().client())
                .with("agent", session.origin().agent());
    }
}
