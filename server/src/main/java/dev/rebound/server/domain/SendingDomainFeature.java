package dev.rebound.server.domain;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.domain.Check;
import dev.rebound.engine.domain.DomainCheck;
import dev.rebound.engine.domain.DomainReport;
import dev.rebound.engine.domain.SendingSetup;
import dev.rebound.engine.email.Emails;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.util.List;
import java.util.Optional;

/** The domains an account writes from, and what DNS says about each, asked anew whenever somebody looks. */
public final class SendingDomainFeature implements Feature {

    private static final String PAGE = "/a/{account}/domains";
    private static final int DOMAINS_MAX = 50;
    private static final int DOMAIN_LENGTH_MAX = 253;

    private final Emails emails;
    private final DomainCheck check;

    public SendingDomainFeature(Emails emails, DomainCheck check) {
        this.emails = emails;
        this.check = check;
    }

    /**
     * What the page shows.
     *
     * @param domains that the account writes from, each asked about once the page is there
     * @param asked what somebody typed; empty if nothing
     * @param report about that, if it is a domain
     */
    public record DomainsPage(List<String> domains, String asked, Optional<DomainReport> report, SendingSetup setup) {

        /** Whether what was typed is no domain. */
        public boolean isWrong() {
            return !asked.isEmpty() && report.isEmpty();
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get(PAGE, Access.to(Permission.VIEW), this::page);
        ApiRoutes.of(routes)
                .get("/sending-domains", Permission.VIEW, this::list)
                .get("/sending-domains/records", Permission.VIEW, this::records);
    }

    private void page(Visit visit) {
        String asked = visit.query("domain").strip();
        Optional<DomainReport> report = domain(asked).map(check::check);
        if (visit.wantsFragment() && report.isPresent()) {
            visit.page(visit.query("brief").isEmpty() ? "domain/report.jte" : "domain/brief.jte", report.get());
            return;
        }
        visit.page(
                "domain/page.jte",
                new DomainsPage(emails.fromDomains(visit.account(), DOMAINS_MAX), asked, report, check.setup()));
    }

    /** A domain as DNS knows it, if the text is one. */
    private static Optional<String> domain(String text) {
        return text.length() > DOMAIN_LENGTH_MAX
                ? Optional.empty()
                : EmailAddress.parse("postmaster@" + text)
                        .map(address -> address.key().domain());
    }

    private void list(ApiCall call) {
        call.refuseUnknownParameters();
        call.answer(JsonBuilder.object()
                .with(
                        "items",
                        emails.fromDomains(call.account(), DOMAINS_MAX).stream()
                                .map(domain -> JsonBuilder.object().with("domain", domain))
                                .toList()));
    }

    private void records(ApiCall call) {
        String asked = call.query("domain").orElse("");
        call.refuseUnknownParameters();
        String domain = domain(asked.strip())
                .orElseThrow(() -> ApiCall.wrong("domain", "INVALID", "must be a domain, such as shop.example"));
        call.answer(json(check.check(domain)));
    }

    private static JsonBuilder json(DomainReport report) {
        return JsonBuilder.object()
                .with("domain", report.domain())
                .with("state", report.state())
                .with(
                        "checks",
                        report.checks().stream().map(SendingDomainFeature::json).toList());
    }

    private static JsonBuilder json(Check check) {
        JsonBuilder json = JsonBuilder.object()
                .with("subject", check.subject())
                .with("finding", check.finding())
                .with("state", check.state())
                .with("at", check.at())
                .withTexts("found", check.found());
        return check.publish()
                .map(publish -> json.with(
                        "publish",
                        JsonBuilder.object()
                                .with("name", publish.name())
                                .with("type", publish.type())
                                .with("value", publish.value())))
                .orElse(json);
    }
}
