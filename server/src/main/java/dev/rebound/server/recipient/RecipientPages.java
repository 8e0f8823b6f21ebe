package dev.rebound.server.recipient;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Recipients;
import dev.rebound.server.csv.SafeCsvWriter;
import dev.rebound.server.email.EmailHead;
import dev.rebound.server.guard.HeldNotices;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The Recipients page of an email, its panel, its live menu and its export. */
public final class RecipientPages implements Feature {

    /** Recipients on a page. */
    private static final int PAGE = 50;

    private final Emails emails;
    private final Recipients recipients;
    private final PanelBuilder panels;
    private final RecipientExport export;
    private final HeldNotices held;

    /** What explains one recipient. */
    public record Explanations(RuleNotes rules, WaitingQueue queue, HeldNotices held) {}

    public RecipientPages(Emails emails, Recipients recipients, Explanations explanations, RecipientExport export) {
        this.emails = emails;
        this.recipients = recipients;
        this.panels = new PanelBuilder(explanations);
        this.export = export;
        this.held = explanations.held();
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/emails/{email}/recipients", Access.to(Permission.VIEW), this::show)
                .get("/a/{account}/emails/{email}/recipients/live", Access.to(Permission.VIEW), this::live)
                .get("/a/{account}/emails/{email}/recipients.csv", Access.to(Permission.EXPORT), this::download);
    }

    private MarketingEmail emailOf(Visit visit) {
        return emails.find(visit.account(), new EmailId(visit.number("email"))).orElseThrow(NotFoundResponse::new);
    }

    private void show(Visit visit) {
        MarketingEmail email = emailOf(visit);
        RecipientQuery query = RecipientQuery.of(visit);
        if (query.shown().isPresent() && visit.wantsFragment()) {
            visit.page("recipient/panel.jte", listWithoutRows(visit, email, query));
        } else {
            visit.page("recipient/page.jte", list(visit, email, query));
        }
    }

    private Optional<RecipientPanel> panel(AccountId account, MarketingEmail email, RecipientQuery query) {
        return query.shown()
                .map(message -> recipients
                        .detail(account, message)
                        // A message of another email of the account does not belong on this page.
                        .filter(detail -> detail.email().equals(Optional.of(email.id())))
                        .map(detail -> panels.panel(account, detail))
                        .orElseThrow(NotFoundResponse::new));
    }

    private RecipientList listWithoutRows(Visit visit, MarketingEmail email, RecipientQuery query) {
        EmailFigures none = new EmailFigures(0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), List.of());
        return new RecipientList(
                new EmailHead(email, none, EmailHead.Tab.RECIPIENTS),
                query,
                List.of(),
                List.of(),
                OptionalLong.of(0),
                Optional.empty(),
                panel(visit.account(), email, query),
                List.of());
    }

    private RecipientList list(Visit visit, MarketingEmail email, RecipientQuery query) {
        AccountId account = visit.account();
        EmailFigures figures = emails.totals(account, email.id());
        Recipients.Counted page =
                recipients.countedPage(account, email.id(), query.filter(), query.order(), query.place(PAGE + 1));
        List<RecipientRow> found = page.rows();
        List<RecipientRow> rows = found.subList(0, Math.min(PAGE, found.size()));
        return new RecipientList(
                new EmailHead(email, figures, EmailHead.Tab.RECIPIENTS),
                query,
                RecipientMenu.of(figures, query, visit.wording()),
                rows,
                page.count(),
                found.size() > PAGE ? Optional.of(rows.getLast()) : Optional.empty(),
                panel(account, email, query),
                held.of(account, email.id()));
    }

    /** The menu's counts while messages are under way. */
    private void live(Visit visit) throws InterruptedException {
        RecipientQuery query = RecipientQuery.of(visit).showingNone();
        visit.stream(() -> {
            MarketingEmail email = emailOf(visit);
            EmailFigures figures = emails.totals(visit.account(), email.id());
            EmailHead head = new EmailHead(email, figures, EmailHead.Tab.RECIPIENTS);
            RecipientList list = new RecipientList(
                    head,
                    query,
                    RecipientMenu.of(figures, query, visit.wording()),
                    List.of(),
                    OptionalLong.of(0),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
            String menu = visit.render("recipient/menu.jte", Map.of("model", list));
            return new Visit.Frame(Map.of("menu", menu), !head.isMoving());
        });
    }

    private void download(Visit visit) throws IOException {
        MarketingEmail email = emailOf(visit);
        RecipientFilter filter = visit.query("group").isEmpty()
                ? RecipientFilter.everybody()
                : RecipientQuery.of(visit).filter();
        visit.http()
                .contentType(SafeCsvWriter.CONTENT_TYPE)
                .header("Content-Disposition", "attachment; filename=\"recipients-" + email.id() + ".csv\"");
        export.write(
                visit.account(), email, filter, visit.by(), visit.http().res().getOutputStream());
    }
}
