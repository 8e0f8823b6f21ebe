package dev.rebound.server.people;

import dev.rebound.engine.account.People.Invitation;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.people.PeopleDesk.Doer;
import dev.rebound.server.people.PeopleDesk.Invited;
import dev.rebound.server.people.PeopleDesk.Outcome;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Who works in an account and as what, over the REST API. */
public final class PeopleApi implements Feature {

    private static final int LOGIN_LENGTH_MAX = 100;

    private final PeopleDesk desk;

    public PeopleApi(PeopleDesk desk) {
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        String one = "/people/{personId}";
        ApiRoutes.of(routes)
                .get("/people", Permission.PEOPLE, this::list)
                .put(one, Permission.PEOPLE, this::changeRole)
                .delete(one, Permission.PEOPLE, this::remove)
                .get("/invitations", Permission.PEOPLE, this::invitations)
                .postForSecret("/invitations", Permission.PEOPLE, this::invite)
                .delete("/invitations/{login}", Permission.PEOPLE, this::withdraw);
    }

    private static Doer doer(ApiCall call) {
        return new Doer(call.by(), call.account(), call.permissions());
    }

    private void list(ApiCall call) {
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        desk.of(call.account()).stream()
                                .map(user -> json(call, user))
                                .toList()));
    }

    private static JsonBuilder json(ApiCall call, User user) {
        return JsonBuilder.object()
                .with("id", Long.toString(user.id()))
                .with("login", user.login())
                .with("name", user.name())
                .with("role", user.roleIn(call.account()));
    }

    private void changeRole(ApiCall call) throws IOException {
        long id = call.id("personId", "person");
        if (desk.find(call.account(), id).isEmpty()) {
            throw Refusal.notFound("person");
        }
        JsonBody body = call.body("role");
        Role role = body.constant("role", Role.class);
        require(desk.changeRole(doer(call), id, role), body.at("role"));
        User user = desk.find(call.account(), id).orElseThrow(() -> Refusal.notFound("person"));
        call.answer(json(call, user));
    }

    private void remove(ApiCall call) {
        require(desk.remove(doer(call), call.id("personId", "person")), "");
        call.done();
    }

    private static void require(Outcome outcome, String where) {
        switch (outcome) {
            case DONE -> {
                // As it was wanted.
            }
            case NOT_THERE -> throw Refusal.notFound("person");
            case LAST_OWNER ->
                throw new Refusal(ProblemKind.CONFLICT, "The account needs an owner; make somebody else one first.");
            case MORE_THAN_OWN -> throw moreThanOwn(where);
        }
    }

    private static Refusal moreThanOwn(String where) {
        return Refusal.at(where, "MORE_THAN_OWN", "a key cannot give away what it may not do itself");
    }

    private void invitations(ApiCall call) {
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        desk.invitations(call.account()).stream()
                                .map(PeopleApi::json)
                                .toList()));
    }

    private static JsonBuilder json(Invitation invitation) {
        return JsonBuilder.object()
                .with("login", invitation.login())
                .with("role", invitation.role())
                .with("by", invitation.by())
                .with("expiresAt", invitation.expiresAt());
    }

    private void invite(ApiCall call) throws IOException {
        JsonBody body = call.body("login", "role");
        String login = body.text("login", LOGIN_LENGTH_MAX).strip().toLowerCase(Locale.ROOT);
        Role role = body.constant("role", Role.class);
        if (!User.canBeLogin(login)) {
            throw Refusal.at(
                    body.at("login"),
                    "INVALID",
                    "must be letters, digits and . _ @ + - and begin with a letter or digit");
        }
        switch (desk.invite(doer(call), login, role)) {
            case Invited.MoreThanOwn ignored -> throw moreThanOwn(body.at("role"));
            case Invited.Done(String secret) -> {
                Optional<JsonBuilder> made = desk.invitations(call.account()).stream()
                        .filter(each -> each.login().equals(login))
                        .map(PeopleApi::json)
                        .findFirst();
                call.created(
                        "/invitations/" + login,
                        made.orElseGet(JsonBuilder::object)
                                .with("link", call.visit().reachable(LinkPages.INVITATION + secret)));
            }
        }
    }

    private void withdraw(ApiCall call) {
        if (!desk.withdraw(doer(call), call.path("login"))) {
            throw Refusal.notFound("invitation");
        }
        call.done();
    }
}
