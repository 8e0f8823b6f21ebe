package dev.rebound.server.people;

import dev.rebound.engine.account.People.Invitation;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.Session;
import dev.rebound.engine.account.User;
import dev.rebound.server.people.PeopleDesk.Doer;
import dev.rebound.server.people.PeopleDesk.Invited;
import dev.rebound.server.people.PeopleDesk.Outcome;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who works in an account and as what: invite, change roles, remove, end sessions. */
public final class PeoplePages implements Feature {

    private static final String LIST = "/a/{account}/people";
    private static final String ONE = LIST + "/{person}";

    private final PeopleDesk desk;
    private final Sessions sessions;

    public PeoplePages(PeopleDesk desk, Sessions sessions) {
        this.desk = desk;
        this.sessions = sessions;
    }

    @Override
    public void register(Routes routes) {
        Access access = Access.to(Permission.PEOPLE);
        routes.get(LIST, access, visit -> list(visit, Asked.NOTHING))
                .post(LIST, access, this::invite)
                .post(LIST + "/withdraw", access, this::withdraw)
                .get(ONE, access, this::show)
                .post(ONE + "/role", access, this::changeRole)
                .post(ONE + "/remove", access, this::remove)
                .post(ONE + "/sessions/{session}/end", access, this::endSession)
                .post(ONE + "/sessions/end", access, this::endSessions);
    }

    /**
     * What was typed into the form, and what came of it.
     *
     * @param isWrong whether the login cannot be one
     * @param link for whoever was invited; shown this once
     */
    public record Asked(String login, Role role, boolean isWrong, Optional<String> link) {
        static final Asked NOTHING = new Asked("", Role.READ_ONLY, false, Optional.empty());
    }

    /** The people of an account. */
    public record PeopleList(List<User> people, List<Invitation> invitations, Asked asked, long ownId) {

        /** Permissions that somebody can have in an account, in the order of the table. */
        public List<Permission> permissions() {
            return List.copyOf(Role.OWNER.permissions());
        }
    }

    static Doer doer(Visit visit) {
        return new Doer(visit.by(), visit.account(), visit.who().permissionsIn(visit.account()));
    }

    private void list(Visit visit, Asked asked) {
        visit.http().status(asked.isWrong() ? 422 : 200);
        visit.page(
                "people/list.jte",
                new PeopleList(
                        desk.of(visit.account()),
                        desk.invitations(visit.account()),
                        asked,
                        visit.who().user().id()));
    }

    private void invite(Visit visit) {
        String login = visit.form("login").strip().toLowerCase(Locale.ROOT);
        Role role = visit.form("role", Role.class).orElse(Role.READ_ONLY);
        if (!User.canBeLogin(login)) {
            list(visit, new Asked(login, role, true, Optional.empty()));
            return;
        }
        switch (desk.invite(doer(visit), login, role)) {
            case Invited.Done(String secret) -> {
                String link = visit.reachable(LinkPages.INVITATION + secret);
                list(visit, new Asked("", Role.READ_ONLY, false, Optional.of(link)));
            }
            case Invited.MoreThanOwn ignored -> visit.redirect(listOf(visit), "note.more-than-own");
        }
    }

    private static String listOf(Visit visit) {
        return "/a/" + visit.account() + "/people";
    }

    private void withdraw(Visit visit) {
        desk.withdraw(doer(visit), visit.form("login"));
        visit.redirect(listOf(visit), "note.invitation-withdrawn");
    }

    private User person(Visit visit) {
        return desk.find(visit.account(), visit.number("person")).orElseThrow(NotFoundResponse::new);
    }

    /**
     * One person.
     *
     * @param sessions those that work in this account now: what the person does elsewhere is not this account's
     * @param isSelf whether whoever looks is the person
     */
    public record PersonPage(User user, Role role, List<Session> sessions, boolean isSelf) {}

    private void show(Visit visit) {
        User user = person(visit);
        Role role = user.roleIn(visit.account()).orElseThrow(NotFoundResponse::new);
        boolean isSelf = user.id() == visit.who().user().id();
        visit.page("people/person.jte", new PersonPage(user, role, sessionsHere(visit, user), isSelf));
    }

    private List<Session> sessionsHere(Visit visit, User user) {
        return sessions.of(user).stream()
                .filter(session -> session.account().equals(Optional.of(visit.account())))
                .toList();
    }

    private void changeRole(Visit visit) {
        Role role = visit.form("role", Role.class).orElseThrow(NotFoundResponse::new);
        done(visit, desk.changeRole(doer(visit), visit.number("person"), role), "note.role-changed");
    }

    private void remove(Visit visit) {
        done(visit, desk.remove(doer(visit), visit.number("person")), "note.person-removed");
    }

    private static void done(Visit visit, Outcome outcome, String note) {
        switch (outcome) {
            case DONE -> visit.redirect(afterwards(visit), note);
            case NOT_THERE -> throw new NotFoundResponse();
            case LAST_OWNER -> visit.redirect(listOf(visit), "note.last-owner");
            case MORE_THAN_OWN -> visit.redirect(listOf(visit), "note.more-than-own");
        }
    }

    /** Who has just given up managing people does not see the list any more. */
    private static String afterwards(Visit visit) {
        boolean self = visit.number("person") == visit.who().user().id();
        return self ? "/" : listOf(visit);
    }

    private void endSession(Visit visit) {
        User user = person(visit);
        String name = visit.http().pathParam("session");
        if (!sessions.end(user, name, sessionsHere(visit, user), visit.by())) {
            throw new NotFoundResponse();
        }
        visit.redirect(listOf(visit) + "/" + user.id(), "note.session-ended");
    }

    private void endSessions(Visit visit) {
        User user = person(visit);
        List<Session> here = sessionsHere(visit, user);
        String current = visit.who().session().name();
        here.stream()
                .map(Session::name)
                .filter(name -> !name.equals(current))
                .forEach(name -> sessions.end(user, name, here, visit.by()));
        visit.redirect(listOf(visit) + "/" + user.id(), "note.sessions-ended");
    }
}
