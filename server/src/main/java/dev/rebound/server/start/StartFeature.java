package dev.rebound.server.start;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.server.account.AccountApi;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.api.ProblemKind;
import dev.rebound.server.api.Refusal;
import dev.rebound.server.start.RehearsalDesk.Made;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** Where the bare address leads, the first steps of an account, and the account to rehearse in. */
public final class StartFeature implements Feature {

    /** Emails looked at for what has been done; who wrote more has no first steps before them. */
    private static final int EMAILS_MAX = 20;

    private final Emails emails;
    private final Contacts contacts;
    private final RehearsalDesk rehearsal;

    public StartFeature(Emails emails, Contacts contacts, RehearsalDesk rehearsal) {
        this.emails = emails;
        this.contacts = contacts;
        this.rehearsal = rehearsal;
    }

    /** The steps in their order. */
    public enum Step {
        REHEARSE,
        CONTACTS,
        DOMAIN,
        WRITE,
        SEND
    }

    /**
     * How far an account is.
     *
     * @param domains that its emails are written from
     * @param draft an email that has not been sent, one of the newest
     * @param rehearsable whether a rehearsal account can be made, and this is not one
     */
    public record Steps(
            long contacts, List<String> domains, Optional<MarketingEmail> draft, boolean sent, boolean rehearsable) {

        public Steps {
            domains = List.copyOf(domains);
        }

        /** The first that is left to do; to rehearse is offered before anything was done. */
        public Step next(boolean operator) {
            if (operator && rehearsable && contacts == 0 && !written()) {
                return Step.REHEARSE;
            }
            if (contacts == 0) {
                return Step.CONTACTS;
            }
            if (domains.isEmpty()) {
                return Step.DOMAIN;
            }
            return written() ? Step.SEND : Step.WRITE;
        }

        /** Whether an email has been written. */
        public boolean written() {
            return sent || draft.isPresent();
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get("/", Access.SIGNED_IN, this::home)
                .get("/a/{account}/start", Access.to(Permission.VIEW), this::page)
                .post("/operator/rehearsals", Access.OPERATOR, this::make);
        ApiRoutes.of(routes).post("/operator/rehearsals", Permission.INSTALLATION, this::make);
    }

    private void home(Visit visit) {
        if (visit.currentAccount().isEmpty()) {
            visit.page("start/no-account.jte", rehearsal.isAvailable());
            return;
        }
        visit.redirect("/a/" + visit.account() + (emails.hasSent(visit.account()) ? "/emails" : "/start"));
    }

    private List<MarketingEmail> emailsOf(AccountId account) {
        return emails.page(account, Optional.empty(), EMAILS_MAX);
    }

    private static boolean isWaiting(MarketingEmail email) {
        return email.state() == EmailState.DRAFT || email.state() == EmailState.SCHEDULED;
    }

    private void page(Visit visit) {
        List<MarketingEmail> written = emailsOf(visit.account());
        List<String> domains = emails.fromDomains(visit.account(), 1);
        visit.page(
                "start/page.jte",
                new Steps(
                        contacts.count(visit.account(), ""),
                        domains,
                        written.stream().filter(StartFeature::isWaiting).findFirst(),
                        emails.hasSent(visit.account()),
                        rehearsal.isAvailable()
                                && !domains.contains(RehearsalDesk.FROM.key().domain())));
    }

    private void make(Visit visit) {
        if (!rehearsal.isAvailable()) {
            throw new NotFoundResponse();
        }
        Made made = rehearsal.make(visit.wording(), visit.by());
        visit.redirect("/a/" + made.account().id() + "/emails/" + made.email() + "/send", "note.rehearsal-made");
    }

    private void make(ApiCall call) {
        if (!rehearsal.isAvailable()) {
            throw new Refusal(
                    ProblemKind.CONFLICT,
                    "There is no rehearsal internet where a smarthost or a name server of your own is configured.",
                    List.of());
        }
        Made made = rehearsal.make(call.wording(), call.by());
        call.created(
                "/operator/accounts",
                JsonBuilder.object()
                        .with("account", AccountApi.json(made.account()))
                        .with("emailId", made.email().toString()));
    }
}
