package dev.rebound.server.signin;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.account.User;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.session.SignedIn;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.LocalAddress;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;

/** The sign-in page, and what hangs on a session: sign out, language, account. */
public final class SignInPages implements Feature {

    private final Sessions sessions;
    private final Accounts accounts;

    public SignInPages(Sessions sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    /**
     * What the sign-in page shows.
     *
     * @param login as typed before
     * @param problem a key below {@code signin.problem}, empty at first sight
     * @param to where to go afterwards
     */
    public record SignInForm(String login, String problem, String to) {}

    @Override
    public void register(Routes routes) {
        routes.get("/sign-in", Access.PUBLIC, this::ask)
                .post("/sign-in", Access.PUBLIC, this::signIn)
                .post("/sign-out", Access.PASSWORD_CHANGE, this::signOut)
                .get("/language/{tag}", Access.PUBLIC, this::choose)
                .post("/switch-account", Access.SIGNED_IN, this::switchAccount);
    }

    private void ask(Visit visit) {
        String to = LocalAddress.orHome(visit.query("to"));
        if (visit.signedIn().isPresent()) {
            visit.redirect(to);
        } else {
            visit.page("signin/signin.jte", new SignInForm("", "", to));
        }
    }

    private void signIn(Visit visit) {
        String to = LocalAddress.orHome(visit.form("to"));
        String login = visit.form("login");
        switch (sessions.signIn(login, visit.form("password"), visit.whereFrom())) {
            case Sessions.SignIn.Done(String token, User user) -> {
                visit.signedIn().ifPresent(sessions::signOut);
                visit.openSession(token, sessions.lifetime());
                user.settings().language().flatMap(Language::of).ifPresent(visit::choose);
                visit.redirect(to);
            }
            case Sessions.SignIn.Wrong ignored -> refuse(visit, 401, new SignInForm(login, "wrong", to));
            case Sessions.SignIn.Locked ignored -> refuse(visit, 403, new SignInForm(login, "locked", to));
            case Sessions.SignIn.TooOften ignored -> refuse(visit, 429, new SignInForm(login, "too-often", to));
        }
    }

    private static void refuse(Visit visit, int status, SignInForm form) {
        visit.http().status(status);
        visit.page("signin/signin.jte", form);
    }

    private void signOut(Visit visit) {
        sessions.signOut(visit.who());
        visit.closeSession();
        visit.redirect("/sign-in", "note.signed-out");
    }

    private void choose(Visit visit) {
        Language language = Language.of(visit.http().pathParam("tag")).orElseThrow(NotFoundResponse::new);
        visit.choose(language);
        visit.redirect(LocalAddress.orHome(visit.query("to")));
    }

    private void switchAccount(Visit visit) {
        SignedIn who = visit.who();
        AccountId account = accountOf(visit.form("account"))
                .filter(who::mayWorkIn)
                .filter(id -> accounts.find(id).isPresent())
                .orElseThrow(NotFoundResponse::new);
        sessions.switchTo(who, account);
        visit.redirect("/a/" + account + "/emails");
    }

    private static Optional<AccountId> accountOf(String text) {
        return text.matches("[1-9][0-9]{0,11}")
                ? Optional.of(Long.parseLong(text))
                        .filter(id -> id <= AccountId.MAX)
                        .map(AccountId::new)
                : Optional.empty();
    }
}
