package dev.rebound.server.operator;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.Change;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBody;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.people.SessionJson;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.util.Optional;

/** Everybody, over the operator's REST API: make people, say what they are where, keep them out. */
public final class PersonApi implements Feature {

    private static final int LOGIN_LENGTH_MAX = 100;

    private final OperatorPorts ports;

    PersonApi(OperatorPorts ports) {
        this.ports = ports;
    }

    @Override
    public void register(Routes routes) {
        String one = "/operator/people/{personId}";
        ApiRoutes.of(routes)
                .get("/operator/people", Permission.INSTALLATION, this::list)
                .postForSecret("/operator/people", Permission.INSTALLATION, this::create)
                .patch(one, Permission.INSTALLATION, this::change)
                .postForSecret(one + "/password-link", Permission.INSTALLATION, this::openPasswordLink)
                .get(
                        one + "/sessions",
                        Permission.INSTALLATION,
                        call -> call.answer(SessionJson.of(ports.sessions().of(person(call)))))
                .delete(one + "/sessions", Permission.INSTALLATION, this::endSessions)
                .delete(one + "/sessions/{sessionId}", Permission.INSTALLATION, this::endSession)
                .put(one + "/accounts/{accountId}", Permission.INSTALLATION, this::setRole)
                .delete(one + "/accounts/{accountId}", Permission.INSTALLATION, this::remove);
    }

    private void list(ApiCall call) {
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        ports.people().people().all().stream()
                                .map(PersonApi::json)
                                .toList()));
    }

    private static JsonBuilder json(User user) {
        return JsonBuilder.object()
                .with("id", Long.toString(user.id()))
                .with("login", user.login())
                .with("name", user.name())
                .with("operator", user.operator())
                .with("locked", user.settings().isLocked())
                .with(
                        "accounts",
                        user.memberships().stream().map(PersonApi::json).toList());
    }

    private static JsonBuilder json(Membership membership) {
        return JsonBuilder.object()
                .with("accountId", membership.account().toString())
                .with("role", membership.role());
    }

    private User person(ApiCall call) {
        return ports.people()
                .people()
                .find(call.id("personId", "person"))
                .orElseThrow(() -> new Refusal(ProblemKind.NOT_FOUND, "There is no such person."));
    }

    private AccountId account(ApiCall call) {
        return Optional.of(call.id("accountId", "account"))
                .filter(id -> id <= AccountId.MAX)
                .map(AccountId::new)
                .filter(id -> ports.accounts().find(id).isPresent())
                .orElseThrow(() -> new Refusal(ProblemKind.NOT_FOUND, "There is no such account."));
    }

    /** Nobody but the person ever knows the password: it is set by the link. */
    private void create(ApiCall call) throws IOException {
        JsonBody body = call.body("login", "name", "operator");
        String login = body.text("login", LOGIN_LENGTH_MAX);
        String name = body.text("name", User.NAME_LENGTH_MAX);
        boolean operator = body.optionalFlag("operator").orElse(false);
        switch (ports.desk().createWithoutPassword(login, name, operator, call.by())) {
            case AccountDesk.Created.Done(User user) -> {
                String secret = ports.people().openPasswordLink(user, call.by());
                call.created(
                        "/operator/people/" + user.id(),
                        json(user).with("link", call.visit().reachable("/set-password/" + secret)));
            }
            case AccountDesk.Created.Refused(AccountDesk.UserProblem problem) -> throw refusal(body, problem);
        }
    }

    private static Refusal refusal(JsonBody body, AccountDesk.UserProblem problem) {
        return switch (problem) {
            case LOGIN_FORM ->
                Refusal.at(
                        body.at("login"),
                        "INVALID",
                        "must be letters, digits and . _ @ + - and begin with a letter or digit");
            case LOGIN_TAKEN -> new Refusal(ProblemKind.CONFLICT, "Somebody has this login already.");
            case NAME_FORM -> Refusal.at(body.at("name"), "INVALID", "give a name without line breaks");
            case PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_TOO_EASY, PASSWORD_TOO_CLOSE, NO_ACCOUNT ->
                throw new IllegalStateException("neither a password nor an account was asked for");
        };
    }

    private void change(ApiCall call) throws IOException {
        User user = person(call);
        JsonBody body = call.body("locked");
        boolean locked = body.optionalFlag("locked")
                .orElseThrow(
                        () -> Refusal.at(body.at("locked"), "MISSING", "say true to keep out and false to let in"));
        ports.people().lock(user, locked, call.by());
        call.answer(json(person(call)));
    }

    private void openPasswordLink(ApiCall call) {
        User user = person(call);
        String secret = ports.people().openPasswordLink(user, call.by());
        call.created(
                "/operator/people/" + user.id(),
                JsonBuilder.object().with("link", call.visit().reachable("/set-password/" + secret)));
    }

    private void endSessions(ApiCall call) {
        ports.sessions().endAll(person(call), Optional.empty(), call.by());
        call.done();
    }

    private void endSession(ApiCall call) {
        User user = person(call);
        if (!ports.sessions().end(user, call.path("sessionId"), ports.sessions().of(user), call.by())) {
            throw Refusal.notFound("session");
        }
        call.done();
    }

    private void setRole(ApiCall call) throws IOException {
        User user = person(call);
        AccountId account = account(call);
        Role role = call.body("role").constant("role", Role.class);
        require(ports.desk().setRole(user, account, Optional.of(role), call.by()));
        call.answer(json(person(call)));
    }

    private void remove(ApiCall call) {
        User user = person(call);
        AccountId account = account(call);
        require(ports.desk().setRole(user, account, Optional.empty(), call.by()));
        call.done();
    }

    private static void require(Change change) {
        switch (change) {
            case DONE -> {
                // As it was wanted.
            }
            case NOT_THERE -> throw new Refusal(ProblemKind.NOT_FOUND, "The person does not work in this account.");
            case LAST_OWNER ->
                throw new Refusal(ProblemKind.CONFLICT, "The account needs an owner; make somebody else one first.");
        }
    }
}
