package dev.rebound.server.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.inbox.Consents;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.InboxConnecting;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailProvider;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.engine.inbox.ServerSearch;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.server.inbox.InboxPages.Entered;
import dev.rebound.server.inbox.InboxPages.InboxForm;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Connects an inbox with OAuth 2. What we have to remember while somebody is at the provider goes along, sealed, as its {@code state}: bound to
 * the account and to who asked, for {@link #LASTS}, so that any node can take the answer and nobody else's answer is taken.
 */
public final class ConsentPages implements Feature {

    private static final String CONSENT = "/a/{account}/inboxes/consent";
    /** How long somebody may be at the provider. */
    private static final Duration LASTS = Duration.ofMinutes(15);

    private static final int VERIFIER_OCTETS = 48;
    private static final String SEPARATOR = "\n";

    private final InboxFeature.Parts parts;

    ConsentPages(InboxFeature.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        routes.post(CONSENT, Access.to(Permission.INBOXES), this::ask)
                .get(CONSENT, Access.to(Permission.INBOXES), this::take);
    }

    /**
     * The page from where one goes on to the provider: a link, because a form must not lead away from us.
     *
     * @param at the provider's address
     */
    public record ConsentPage(String address, String provider, String at) {}

    private void ask(Visit visit) {
        Entered entered = Entered.in(visit);
        Optional<EmailAddress> address = EmailAddress.parse(entered.address());
        if (address.isEmpty()) {
            refuse(visit, entered.with("inboxes.problem.address"), "");
            return;
        }
        Optional<MailServers> servers = entered.namesServers()
                ? entered.servers()
                : found(address.get()).map(ServerSearch.Found::servers);
        if (servers.isEmpty()) {
            boolean named = entered.namesServers();
            refuse(visit, entered.with(named ? "inboxes.problem.servers" : "inboxes.problem.not-found"), "");
        } else if (InboxPages.isClear(servers.get()) && !parts.finding().clearAllowed()) {
            refuse(visit, entered.with("inboxes.problem.clear"), "");
        } else {
            lead(visit, entered, address.get(), servers.get());
        }
    }

    private Optional<ServerSearch.Found> found(EmailAddress address) {
        return parts.finding().search().find(address);
    }

    private void lead(Visit visit, Entered entered, EmailAddress address, MailServers servers) {
        byte[] octets = new byte[VERIFIER_OCTETS];
        parts.finding().random().nextBytes(octets);
        Consents.Proof proof =
                new Consents.Proof(Base64.getUrlEncoder().withoutPadding().encodeToString(octets), comesBackTo(visit));
        Asked asked = new Asked(
                Instant.now().plus(LASTS), visit.form("provider"), address, entered.name(), proof.verifier(), servers);
        String state = parts.finding().box().sealText(purpose(visit), asked.text());
        Optional<URI> at =
                parts.finding().consents().askAt(asked.provider(), new Consents.Asked(state, address.text(), proof));
        if (at.isEmpty()) {
            refuse(visit, entered.with("inboxes.problem.provider"), "");
        } else {
            visit.page(
                    "inbox/consent.jte",
                    new ConsentPage(address.text(), asked.provider(), at.get().toString()));
        }
    }

    /**
     * What is remembered while somebody is at the provider.
     *
     * @param until when the answer has to be here
     */
    private record Asked(
            Instant until, String provider, EmailAddress address, String name, String verifier, MailServers servers) {

        private static final int LINES = 11;

        String text() {
            return String.join(
                    SEPARATOR,
                    Long.toString(until.getEpochSecond()),
                    provider,
                    address.text(),
                    name.replace(SEPARATOR, " "),
                    verifier,
                    text(servers.imap()),
                    text(servers.smtp()));
        }

        private static String text(MailEndpoint server) {
            return String.join(
                    SEPARATOR,
                    server.host(),
                    Integer.toString(server.port()),
                    server.protection().name());
        }

        /** What was sealed is ours, and whole. */
        static Optional<Asked> of(String text) {
            String[] lines = text.split(SEPARATOR, -1);
            return lines.length != LINES
                    ? Optional.empty()
                    : Optional.of(new Asked(
                            Instant.ofEpochSecond(Long.parseLong(lines[0])),
                            lines[1],
                            EmailAddress.parse(lines[2]).orElseThrow(),
                            lines[3],
                            lines[4],
                            new MailServers(server(lines, 5), server(lines, 8))));
        }

        private static MailEndpoint server(String[] lines, int at) {
            return new MailEndpoint(
                    lines[at], Integer.parseInt(lines[at + 1]), MailEndpoint.Protection.valueOf(lines[at + 2]));
        }
    }

    private static URI comesBackTo(Visit visit) {
        return URI.create(visit.reachable("/a/" + visit.account() + "/inboxes/consent"));
    }

    private static String purpose(Visit visit) {
        return "consent " + visit.account() + " " + visit.by();
    }

    private void refuse(Visit visit, Entered entered, String words) {
        visit.http().status(422);
        visit.page("inbox/form.jte", InboxForm.of(entered, words, parts.finding()));
    }

    private void take(Visit visit) {
        Entered entered = Entered.of(visit);
        Optional<Asked> asked = parts.finding()
                .box()
                .openText(purpose(visit), visit.query("state"))
                .flatMap(Asked::of)
                .filter(before -> Instant.now().isBefore(before.until()));
        if (asked.isEmpty()) {
            refuse(visit, entered.with("inboxes.problem.consent-old"), "");
            return;
        }
        Entered before = entered.about(asked.get().address().text(), asked.get().name())
                .with(asked.get().servers(), "");
        // RFC 6749, section 4.1.2.1: who says no comes back with an error instead of a code.
        String error = visit.query("error");
        if (!error.isEmpty()) {
            String words = (error + " " + visit.query("error_description")).strip();
            refuse(visit, before.with("inboxes.problem.consent-refused"), cut(words));
            return;
        }
        Consents.Proof proof = new Consents.Proof(asked.get().verifier(), comesBackTo(visit));
        switch (parts.finding().consents().take(asked.get().provider(), visit.query("code"), proof)) {
            case Consents.Grant.Refused(String words) ->
                refuse(visit, before.with("inboxes.problem.consent-refused"), cut(words));
            case Consents.Grant.Given(SignIn.Renewed tokens) -> given(visit, asked.get(), before, tokens);
        }
    }

    private static String cut(String words) {
        return words.substring(0, Math.min(words.length(), MailTrouble.WORDS_LENGTH_MAX));
    }

    private void given(Visit visit, Asked asked, Entered before, SignIn.Renewed tokens) {
        SignIn signIn = new SignIn.OAuth(
                asked.address().text(),
                asked.provider(),
                tokens.refreshToken().orElseThrow(),
                tokens.accessToken(),
                tokens.expiresAt());
        String name = asked.name().substring(0, Math.min(asked.name().length(), Inbox.NAME_LENGTH_MAX));
        NewInbox wanted = new NewInbox(visit.account(), visit.by(), asked.address(), name, asked.servers());
        switch (parts.connecting().connect(wanted, signIn)) {
            case InboxConnecting.Outcome.Connected ignored ->
                visit.redirect("/a/" + visit.account() + "/inboxes", "note.inbox-connected");
            case InboxConnecting.Outcome.NotWorking(InboxConnecting.Tried tried) ->
                refuse(
                        visit,
                        before.with(
                                tried,
                                MailProvider.ofDomain(asked.address().key().domain())),
                        "");
            case InboxConnecting.Outcome.TooMany() -> refuse(visit, before.with("inboxes.problem.too-many"), "");
        }
    }
}
