package dev.rebound.server.people;

import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Session;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.people.PeopleDesk.Changed;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.session.SignedIn;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** What concerns whoever is signed in: name, language, password, and where else they are signed in. */
public final class OwnPages implements Feature {

    private static final String ME = "/me";
    private static final String PASSWORD = ME + "/password";

    private final PeopleDesk desk;
    private final Sessions sessions;

    public OwnPages(PeopleDesk desk, Sessions sessions) {
        this.desk = desk;
        this.sessions = sessions;
    }

    @Override
    public void register(Routes routes) {
        routes.get(ME, Access.SIGNED_IN, visit -> show(visit, visit.who().user().name(), false))
                .post(ME, Access.SIGNED_IN, this::describe)
                .post(ME + "/sessions/end-others", Access.SIGNED_IN, this::endOthers)
                .post(ME + "/sessions/{session}/end", Access.SIGNED_IN, this::end)
                .get(PASSWORD, Access.PASSWORD_CHANGE, visit -> askPassword(visit, ""))
                .post(PASSWORD, Access.PASSWORD_CHANGE, this::changePassword);
    }

    /**
     * What the page shows.
     *
     * @param name as it is, or as it was typed
     */
    public record OwnPage(
            String name, boolean nameIsWrong, Optional<Language> language, List<Session> sessions, Session current) {}

    private void show(Visit visit, String name, boolean wrong) {
        SignedIn who = visit.who();
        visit.http().status(wrong ? 422 : 200);
        visit.page(
                "people/own.jte",
                new OwnPage(
                        name,
                        wrong,
                        who.user().settings().language().flatMap(Language::of),
                        sessions.of(who.user()),
                        who.session()));
    }

    private void describe(Visit visit) {
        String name = visit.form("name").strip();
        if (!Account.canBeName(name)) {
            show(visit, name, true);
            return;
        }
        Optional<Language> language = Language.of(visit.form("language"));
        desk.people().describe(visit.who().user().id(), name, language.map(Language::tag));
        language.ifPresent(visit::choose);
        visit.redirect(ME, "note.saved");
    }

    private void endOthers(Visit visit) {
        SignedIn who = visit.who();
        sessions.endAll(who.user(), Optional.of(who.session()), visit.by());
        visit.redirect(ME, "note.sessions-ended");
    }

    private void end(Visit visit) {
        SignedIn who = visit.who();
        if (!sessions.end(who.user(), visit.http().pathParam("session"), sessions.of(who.user()), visit.by())) {
            throw new NotFoundResponse();
        }
        visit.redirect(ME, "note.session-ended");
    }

    /**
     * The form for a new password.
     *
     * @param problem the end of a key below {@code password.problem}, empty at first sight
     * @param isDemanded whether nothing else can be done before
     */
    public record PasswordForm(String problem, boolean isDemanded) {

        /** Whether it is the old password that is wrong. */
        public boolean isAboutOld() {
            return problem.equals("WRONG_OLD") || problem.equals("TOO_OFTEN");
        }
    }

    private static void askPassword(Visit visit, String problem) {
        visit.http().status(problem.isEmpty() ? 200 : 422);
        visit.page(
                "people/password.jte",
                new PasswordForm(problem, visit.who().user().settings().mustChangePassword()));
    }

    private void changePassword(Visit visit) {
        if (!visit.form("wanted").equals(visit.form("again"))) {
            askPassword(visit, "DIFFERENT");
            return;
        }
        switch (desk.changePassword(visit.who(), visit.whereFrom(), visit.form("old"), visit.form("wanted"))) {
            case Changed.Done ignored -> visit.redirect(ME, "note.password-changed");
            case Changed.WrongOld ignored -> askPassword(visit, "WRONG_OLD");
            case Changed.TooOften ignored -> askPassword(visit, "TOO_OFTEN");
            case Changed.Refused(var problem) -> askPassword(visit, problem.name());
        }
    }
}
