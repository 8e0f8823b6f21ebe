package dev.rebound.server.operator;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.People.Change;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.User;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** One person, for operators: roles, sessions, a link for a new password, and keeping somebody out. */
public final class PersonPages implements Feature {

    private static final String ONE = "/operator/people/{person}";

    private final OperatorPorts ports;

    PersonPages(OperatorPorts ports) {
        this.ports = ports;
    }

    @Override
    public void register(Routes routes) {
        routes.get(ONE, Access.OPERATOR, visit -> show(visit, Optional.empty()))
                .post(ONE + "/role", Access.OPERATOR, this::setRole)
                .post(ONE + "/password-link", Access.OPERATOR, this::openPasswordLink)
                .post(ONE + "/lock", Access.OPERATOR, visit -> lock(visit, true))
                .post(ONE + "/unlock", Access.OPERATOR, visit -> lock(visit, false))
                .post(ONE + "/sessions/end", Access.OPERATOR, this::endSessions)
                .post(ONE + "/sessions/{session}/end", Access.OPERATOR, this::endSession);
    }

    /**
     * A person.
     *
     * @param link by which a new password can be set; shown this once
     */
    public record PersonPage(
            User user, List<Account> accounts, List<Session> sessions, Optional<String> link, boolean isSelf) {

        /** The role in an account, as the name of the constant; empty for none. */
        public String roleIn(Account account) {
            return user.roleIn(account.id()).map(Enum::name).orElse("");
        }
    }

    private User person(Visit visit) {
        return ports.people().people().find(visit.number("person")).orElseThrow(NotFoundResponse::new);
    }

    private void show(Visit visit, Optional<String> link) {
        User user = person(visit);
        boolean isSelf = user.id() == visit.who().user().id();
        visit.page(
                "operator/person.jte",
                new PersonPage(user, ports.accounts().all(), ports.sessions().of(user), link, isSelf));
    }

    private static String pageOf(User user) {
        return "/operator/people/" + user.id();
    }

    private void setRole(Visit visit) {
        User user = person(visit);
        AccountId account = ApiCall.idIn(visit.form("account"))
                .filter(id -> id <= AccountId.MAX)
                .map(AccountId::new)
                .filter(id -> ports.accounts().find(id).isPresent())
                .orElseThrow(NotFoundResponse::new);
        Optional<Role> role = visit.form("role", Role.class);
        boolean done = ports.desk().setRole(user, account, role, visit.by()) != Change.LAST_OWNER;
        visit.redirect(pageOf(user), done ? "note.role-changed" : "note.last-owner");
    }

    private void openPasswordLink(Visit visit) {
        String secret = ports.people().openPasswordLink(person(visit), visit.by());
        show(visit, Optional.of(visit.reachable("/set-password/" + secret)));
    }

    /** Operators do not lock themselves out. */
    private void lock(Visit visit, boolean locked) {
        User user = person(visit);
        if (user.id() == visit.who().user().id()) {
            throw new NotFoundResponse();
        }
        ports.people().lock(user, locked, visit.by());
        visit.redirect(pageOf(user), locked ? "note.person-locked" : "note.person-unlocked");
    }

    private void endSessions(Visit visit) {
        User user = person(visit);
        boolean isSelf = user.id() == visit.who().user().id();
        ports.sessions().endAll(user, isSelf ? Optional.of(visit.who().session()) : Optional.empty(), visit.by());
        visit.redirect(pageOf(user), "note.sessions-ended");
    }

    private void endSession(Visit visit) {
        User user = person(visit);
        String name = visit.http().pathParam("session");
        if (!ports.sessions().end(user, name, ports.sessions().of(user), visit.by())) {
            throw new NotFoundResponse();
        }
        visit.redirect(pageOf(user), "note.session-ended");
    }
}
