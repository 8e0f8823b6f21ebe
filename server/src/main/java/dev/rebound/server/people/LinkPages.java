package dev.rebound.server.people;

import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.People.Invitation;
import dev.rebound.engine.account.User;
import dev.rebound.server.session.PasswordRules;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;

/**
 * Where people come in by a link with a secret: to accept an invitation, or to set a new password. A link that was
 * used, or has expired, shows the page of an address that does not exist.
 */
public final class LinkPages implements Feature {

    static final String INVITATION = "/invitation/";
    static final String PASSWORD = "/set-password/";

    private final PeopleDesk desk;
    private final Sessions sessions;
    private final Accounts accounts;

    public LinkPages(PeopleDesk desk, Sessions sessions, Accounts accounts) {
        this.desk = desk;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Override
    public void register(Routes routes) {
        routes.get(INVITATION + "{secret}", Access.PUBLIC, visit -> show(visit, "", ""))
                .post(INVITATION + "{secret}", Access.PUBLIC, this::accept)
                .get(PASSWORD + "{secret}", Access.PUBLIC, visit -> askPassword(visit, ""))
                .post(PASSWORD + "{secret}", Access.PUBLIC, this::setPassword);
    }

    /** What whoever holds an invitation can do. */
    public enum Step {
        /** Choose name and password. */
        JOIN,
        /** Say yes. */
        ACCEPT,
        /** Sign in first: the login exists. */
        SIGN_IN,
        /** Sign out first: somebody else is signed in. */
        OTHER_PERSON
    }

    /**
     * An invitation.
     *
     * @param name as it was typed
     * @param problem the end of a key below {@code password.problem}, {@code NAME}, or empty
     */
    public record InvitationPage(
            Invitation invitation, String account, Step step, String name, String problem, String here) {}

    private Invitation invitation(Visit visit) {
        return desk.invitation(visit.http().pathParam("secret")).orElseThrow(NotFoundResponse::new);
    }

    private Step stepOf(Visit visit, Invitation invitation) {
        Optional<String> login = visit.signedIn().map(who -> who.user().login());
        if (login.isPresent()) {
            return login.get().equals(invitation.login()) ? Step.ACCEPT : Step.OTHER_PERSON;
        }
        return desk.isKnown(invitation) ? Step.SIGN_IN : Step.JOIN;
    }

    private void show(Visit visit, String name, String problem) {
        Invitation invitation = invitation(visit);
        visit.http().status(problem.isEmpty() ? 200 : 422);
        visit.page(
                "people/invitation.jte",
                new InvitationPage(
                        invitation,
                        accounts.find(invitation.account()).map(Account::name).orElse(""),
                        stepOf(visit, invitation),
                        name,
                        problem,
                        visit.http().path()));
    }

    private void accept(Visit visit) {
        Invitation invitation = invitation(visit);
        switch (stepOf(visit, invitation)) {
            case ACCEPT -> {
                if (!desk.accept(invitation, visit.who().user())) {
                    throw new NotFoundResponse();
                }
                sessions.switchTo(visit.who(), invitation.account());
                visit.redirect("/a/" + invitation.account() + "/emails", "note.joined");
            }
            case JOIN -> join(visit, invitation);
            case SIGN_IN, OTHER_PERSON -> show(visit, "", "");
        }
    }

    private void join(Visit visit, Invitation invitation) {
        String name = visit.form("name").strip();
        String password = visit.form("wanted");
        String problem = problemOf(visit, name, password, invitation.login());
        if (!problem.isEmpty()) {
            show(visit, name, problem);
            return;
        }
        User user = desk.acceptAsNew(invitation, name, password).orElseThrow(NotFoundResponse::new);
        visit.openSession(sessions.open(user, visit.whereFrom()), sessions.lifetime());
        visit.redirect("/a/" + invitation.account() + "/emails", "note.joined");
    }

    private static String problemOf(Visit visit, String name, String password, String login) {
        if (!Account.canBeName(name)) {
            return "NAME";
        }
        return passwordProblem(visit, password, login);
    }

    private static String passwordProblem(Visit visit, String password, String login) {
        if (!password.equals(visit.form("again"))) {
            return "DIFFERENT";
        }
        return PasswordRules.problemOf(password, login).map(Enum::name).orElse("");
    }

    /** The form for a new password by a link. */
    public record LinkForm(String login, String problem, String here) {}

    private User linked(Visit visit) {
        return desk.passwordLink(visit.http().pathParam("secret")).orElseThrow(NotFoundResponse::new);
    }

    private void askPassword(Visit visit, String problem) {
        visit.http().status(problem.isEmpty() ? 200 : 422);
        visit.page(
                "people/set-password.jte",
                new LinkForm(linked(visit).login(), problem, visit.http().path()));
    }

    private void setPassword(Visit visit) {
        User user = linked(visit);
        String problem = passwordProblem(visit, visit.form("wanted"), user.login());
        if (!problem.isEmpty()) {
            askPassword(visit, problem);
            return;
        }
        desk.setPassword(user, visit.form("wanted"));
        visit.redirect("/sign-in", "note.password-set");
    }
}
