package dev.rebound.server.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sending;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of emails and the form in which one is written. */
public final class EmailPages implements Feature {

    /** Emails on a page. */
    private static final int PAGE = 25;

    private final Emails emails;
    private final Sending sending;
    private final EmailEditing editing;

    public EmailPages(Emails emails, Contacts contacts, Sending sending) {
        this.emails = emails;
        this.sending = sending;
        this.editing = new EmailEditing(emails, contacts, sending);
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/emails", Access.to(Permission.VIEW), this::list)
                .get("/a/{account}/emails/live", Access.to(Permission.VIEW), this::live)
                .get("/a/{account}/emails/new", Access.to(Permission.EMAILS), v -> form(v, editing.blank(v.account())))
                .post("/a/{account}/emails", Access.to(Permission.EMAILS), this::create)
                .get("/a/{account}/emails/{email}", Access.to(Permission.VIEW), this::open)
                .get("/a/{account}/emails/{email}/edit", Access.to(Permission.EMAILS), this::edit)
                .post("/a/{account}/emails/{email}/edit", Access.to(Permission.EMAILS), this::update);
    }

    /** The email of the path, which must be the account's. */
    public static MarketingEmail emailOf(Visit visit, Emails emails) {
        return emails.find(visit.account(), new EmailId(visit.number("email"))).orElseThrow(NotFoundResponse::new);
    }

    /** What a draft made from an email is called, so that nobody takes one for the other; the same if that gets too long. */
    public static String nameOfDraft(Visit visit, String nameKey, MarketingEmail email) {
        String name = visit.wording().text(nameKey, email.content().name());
        return name.length() > EmailContent.LINE_LENGTH_MAX ? email.content().name() : name;
    }

    private void list(Visit visit) {
        visit.page("email/list.jte", listOf(visit.account(), visit.queryNumber("before")));
    }

    /** The same list as a stream, while something moves. */
    private void live(Visit visit) throws Exception {
        AccountId account = visit.account();
        Optional<Long> before = visit.queryNumber("before");
        visit.stream(() -> {
            EmailList list = listOf(account, before);
            String html = visit.render("email/list-table.jte", Map.of("model", list));
            return new Visit.Frame(Map.of("list", html), !list.isMoving());
        });
    }

    private EmailList listOf(AccountId account, Optional<Long> before) {
        List<MarketingEmail> page = emails.page(account, before.map(EmailId::new), PAGE + 1);
        List<EmailList.Line> lines = page.stream()
                .limit(PAGE)
                .map(email -> new EmailList.Line(email, emails.totals(account, email.id())))
                .toList();
        Optional<EmailId> next =
                page.size() > PAGE ? Optional.of(lines.getLast().email().id()) : Optional.empty();
        return new EmailList(lines, next, before.isEmpty());
    }

    private void open(Visit visit) {
        MarketingEmail email = emailOf(visit, emails);
        String page = switch (email.state()) {
            case DRAFT -> visit.may(Permission.EMAILS) ? "edit" : "content";
            case SCHEDULED -> "send";
            case SENDING, SENT, SUBMITTED -> "performance";
        };
        visit.redirect("/a/" + visit.account() + "/emails/" + email.id() + "/" + page);
    }

    private void edit(Visit visit) {
        MarketingEmail email = emailOf(visit, emails);
        switch (email.state()) {
            case DRAFT -> form(visit, editing.of(email));
            case SCHEDULED -> visit.redirect("/a/" + visit.account() + "/emails/" + email.id() + "/send");
            case SENDING, SENT -> visit.redirect("/a/" + visit.account() + "/emails/" + email.id() + "/content");
            case SUBMITTED -> visit.redirect("/a/" + visit.account() + "/emails/" + email.id() + "/performance");
        }
    }

    private static void form(Visit visit, EmailForm form) {
        visit.page("email/form.jte", form);
    }

    private void create(Visit visit) {
        switch (editing.read(visit, Optional.empty())) {
            case EmailEditing.Reading.Good good -> {
                EmailId id = sending.create(visit.account(), good.draft(), visit.by());
                visit.redirect(afterSaving(visit, id), "note.email-saved");
            }
            case EmailEditing.Reading.Faulty(EmailForm form) -> refuse(visit, form);
        }
    }

    private void update(Visit visit) {
        EmailId id = emailOf(visit, emails).id();
        switch (editing.read(visit, Optional.of(id))) {
            case EmailEditing.Reading.Good good -> {
                boolean saved = sending.update(visit.account(), id, good.draft(), visit.by());
                visit.redirect(afterSaving(visit, id), saved ? "note.email-saved" : "note.email-not-draft");
            }
            case EmailEditing.Reading.Faulty(EmailForm form) -> refuse(visit, form);
        }
    }

    private static String afterSaving(Visit visit, EmailId id) {
        String next = visit.form("next").equals("send") ? "/send" : "/edit";
        return "/a/" + visit.account() + "/emails/" + id + next;
    }

    private static void refuse(Visit visit, EmailForm form) {
        visit.http().status(422);
        form(visit, form);
    }
}
