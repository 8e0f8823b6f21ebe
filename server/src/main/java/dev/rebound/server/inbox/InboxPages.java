package dev.rebound.server.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxConnecting;
import dev.rebound.engine.inbox.InboxConnecting.Tried;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailProvider;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.engine.inbox.ServerSearch;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** The inboxes of an account, and how one is connected, tried and disconnected. */
public final class InboxPages implements Feature {

    private static final String LIST = "/a/{account}/inboxes";
    private static final String ONE = LIST + "/{inboxId}";
    /** On one page. */
    private static final int ROWS = 100;

    private final InboxFeature.Parts parts;

    InboxPages(InboxFeature.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.to(Permission.INBOXES), visit -> list(visit, Shown.NOTHING))
                .get(LIST + "/new", Access.to(Permission.INBOXES), visit -> form(visit, again(visit)))
                .post(LIST, Access.to(Permission.INBOXES), this::connect)
                .post(ONE + "/test", Access.to(Permission.INBOXES), this::test)
                .post(ONE + "/disconnect", Access.to(Permission.INBOXES), this::disconnect);
    }

    /**
     * What was entered, or is proposed.
     *
     * @param problem the key of what is wrong with it; empty if nothing is
     * @param tried what came of trying, if it was tried
     * @param hint the provider's way to sign in, if it is known
     */
    public record Entered(
            String address,
            String name,
            String user,
            Server imap,
            Server smtp,
            String problem,
            Optional<Tried> tried,
            Optional<MailProvider> hint) {

        static Entered of(Visit visit) {
            return new Entered(
                    visit.query("address"), "", "", Server.NONE, Server.NONE, "", Optional.empty(), Optional.empty());
        }

        static Entered in(Visit visit) {
            return new Entered(
                    visit.form("address").strip(),
                    visit.form("name").strip(),
                    visit.form("user").strip(),
                    Server.in(visit, "imap"),
                    Server.in(visit, "smtp"),
                    "",
                    Optional.empty(),
                    Optional.empty());
        }

        /** Whether servers were named by hand; then they are not looked for. */
        boolean namesServers() {
            return !imap.host().isEmpty() || !smtp.host().isEmpty();
        }

        /** The servers, if both are named as they must be. */
        Optional<MailServers> servers() {
            return imap.endpoint()
                    .flatMap(reading -> smtp.endpoint().map(sending -> new MailServers(reading, sending)));
        }

        Entered with(String wrong) {
            return new Entered(address, name, user, imap, smtp, wrong, tried, hint);
        }

        Entered about(String whose, String displayName) {
            return new Entered(whose, displayName, user, imap, smtp, problem, tried, hint);
        }

        Entered with(Tried came, Optional<MailProvider> provider) {
            return new Entered(address, name, user, imap, smtp, problem, Optional.of(came), provider);
        }

        Entered with(MailServers servers, String signsInAs) {
            return new Entered(
                    address,
                    name,
                    signsInAs,
                    Server.of(servers.imap()),
                    Server.of(servers.smtp()),
                    problem,
                    tried,
                    hint);
        }
    }

    /** A server as it is entered. */
    public record Server(String host, String port, Protection protection) {

        static final Server NONE = new Server("", "", Protection.TLS);

        static Server in(Visit visit, String side) {
            return new Server(
                    visit.form(side + "-host").strip(),
                    visit.form(side + "-port").strip(),
                    visit.form(side + "-protection", Protection.class).orElse(Protection.TLS));
        }

        static Server of(MailEndpoint server) {
            return new Server(server.host(), Integer.toString(server.port()), server.protection());
        }

        Optional<MailEndpoint> endpoint() {
            try {
                return Optional.of(new MailEndpoint(host, Integer.parseInt(port), protection));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** What the list has to say about one that was just tried. */
    public record Shown(Optional<Inbox> inbox, Optional<Tried> tried) {

        static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());
    }

    /**
     * The page.
     *
     * @param next where more begin, if there are more
     */
    public record InboxList(List<Inbox> inboxes, Shown shown, Optional<InboxId> next) {}

    /**
     * The form.
     *
     * @param words what the provider of OAuth 2 said, if it said no
     * @param providers of OAuth 2 that are configured
     */
    public record InboxForm(Entered entered, String words, List<String> providers, boolean clearAllowed) {

        static InboxForm of(Entered entered, String words, InboxFeature.Finding finding) {
            return new InboxForm(entered, words, finding.consents().providers(), finding.clearAllowed());
        }
    }

    /** An inbox that is to be connected again has its servers already. */
    private Entered again(Visit visit) {
        Entered entered = Entered.of(visit);
        return EmailAddress.parse(entered.address())
                .flatMap(address -> parts.inboxes().findByAddress(visit.account(), address.key()))
                .map(inbox -> entered.about(inbox.address().text(), inbox.displayName())
                        .with(inbox.servers(), ""))
                .orElse(entered);
    }

    private void list(Visit visit, Shown shown) {
        Optional<InboxId> after = visit.queryNumber("after").map(InboxId::new);
        List<Inbox> found = parts.inboxes().page(visit.account(), after, ROWS + 1);
        List<Inbox> rows = found.subList(0, Math.min(ROWS, found.size()));
        Optional<InboxId> next =
                found.size() > ROWS ? Optional.of(rows.getLast().id()) : Optional.empty();
        visit.page("inbox/list.jte", new InboxList(rows, shown, next));
    }

    private void form(Visit visit, Entered entered) {
        visit.http().status(entered.problem().isEmpty() && entered.tried().isEmpty() ? 200 : 422);
        visit.page("inbox/form.jte", InboxForm.of(entered, "", parts.finding()));
    }

    private void connect(Visit visit) {
        Entered entered = Entered.in(visit);
        Optional<EmailAddress> address = EmailAddress.parse(entered.address());
        String password = visit.form("password");
        if (address.isEmpty()) {
            form(visit, entered.with("inboxes.problem.address"));
        } else if (password.isEmpty()) {
            form(visit, entered.with("inboxes.problem.password"));
        } else if (entered.name().length() > Inbox.NAME_LENGTH_MAX) {
            form(visit, entered.with("inboxes.problem.name"));
        } else {
            connect(visit, entered, address.get(), password);
        }
    }

    private void connect(Visit visit, Entered entered, EmailAddress address, String password) {
        boolean named = entered.namesServers();
        Optional<ServerSearch.Found> found =
                named ? Optional.empty() : parts.finding().search().find(address);
        Entered whole = found.map(servers -> entered.with(servers.servers(), servers.user()))
                .orElse(entered);
        Optional<MailServers> servers = whole.servers();
        if (servers.isEmpty()) {
            form(visit, whole.with(named ? "inboxes.problem.servers" : "inboxes.problem.not-found"));
        } else if (isClear(servers.get()) && !parts.finding().clearAllowed()) {
            form(visit, whole.with("inboxes.problem.clear"));
        } else {
            String user = whole.user().isEmpty() ? address.text() : whole.user();
            NewInbox wanted = new NewInbox(visit.account(), visit.by(), address, whole.name(), servers.get());
            Optional<MailProvider> hint = found.flatMap(ServerSearch.Found::provider)
                    .or(() -> MailProvider.ofDomain(address.key().domain()));
            connected(visit, whole, parts.connecting().connect(wanted, new SignIn.Password(user, password)), hint);
        }
    }

    private void connected(Visit visit, Entered entered, InboxConnecting.Outcome outcome, Optional<MailProvider> hint) {
        switch (outcome) {
            case InboxConnecting.Outcome.Connected ignored ->
                visit.redirect("/a/" + visit.account() + "/inboxes", "note.inbox-connected");
            case InboxConnecting.Outcome.NotWorking(Tried tried) -> form(visit, entered.with(tried, hint));
            case InboxConnecting.Outcome.TooMany() -> form(visit, entered.with("inboxes.problem.too-many"));
        }
    }

    static boolean isClear(MailServers servers) {
        return servers.imap().protection() == Protection.CLEAR || servers.smtp().protection() == Protection.CLEAR;
    }

    private Inbox inbox(Visit visit) {
        return parts.inboxes()
                .find(visit.account(), new InboxId(visit.number("inboxId")))
                .orElseThrow(NotFoundResponse::new);
    }

    private void test(Visit visit) {
        Inbox inbox = inbox(visit);
        list(visit, new Shown(Optional.of(inbox), Optional.of(parts.connecting().test(inbox))));
    }

    private void disconnect(Visit visit) {
        parts.connecting().disconnect(inbox(visit), visit.by());
        visit.redirect("/a/" + visit.account() + "/inboxes", "note.inbox-disconnected");
    }
}
