package dev.rebound.server.people;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.User;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.util.List;
import java.util.Optional;

/** Sessions of an account's people over the REST API; those in other accounts are not this account's to see or end. */
final class SessionApi implements Feature {

    private final PeopleDesk desk;
    private final Sessions sessions;

    SessionApi(PeopleDesk desk, Sessions sessions) {
        this.desk = desk;
        this.sessions = sessions;
    }

    @Override
    public void register(Routes routes) {
        String all = "/people/{personId}/sessions";
        ApiRoutes.of(routes)
                .get(all, Permission.PEOPLE, call -> call.answer(SessionJson.of(here(call, person(call)))))
                .delete(all, Permission.PEOPLE, this::endAll)
                .delete(all + "/{sessionId}", Permission.PEOPLE, this::end);
    }

    private User person(ApiCall call) {
        return desk.find(call.account(), call.id("personId", "person")).orElseThrow(() -> Refusal.notFound("person"));
    }

    private List<Session> here(ApiCall call, User user) {
        return sessions.of(user).stream()
                .filter(session -> session.account().equals(Optional.of(call.account())))
                .toList();
    }

    private void endAll(ApiCall call) {
        User user = person(call);
        List<Session> here = here(call, user);
        here.forEach(session -> sessions.end(user, session.name(), here, call.by()));
        call.done();
    }

    private void end(ApiCall call) {
        User user = person(call);
        if (!sessions.end(user, call.path("sessionId"), here(call, user), call.by())) {
            throw Refusal.notFound("session");
        }
        call.done();
    }
}
