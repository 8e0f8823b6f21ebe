package dev.rebound.server.email;

import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.email.EligibilityPreview;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.Sending;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sending with a look at who is left out, cloning, and what was sent. */
public final class SendPages implements Feature {

    private final Emails emails;
    private final EmailFiles files;
    private final Contacts contacts;
    private final Sending sending;

    public SendPages(Emails emails, EmailFiles files, Contacts contacts, Sending sending) {
        this.emails = emails;
        this.files = files;
        this.contacts = contacts;
        this.sending = sending;
    }

    /**
     * What is shown before sending.
     *
     * @param problems why it was not sent when that was tried
     */
    public record SendQuestion(MarketingEmail email, EligibilityPreview preview, List<EmailProblem> problems) {
        public SendQuestion {
            problems = List.copyOf(problems);
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/emails/{email}/send", Access.ACCOUNT, v -> ask(v, List.of()))
                .post("/a/{account}/emails/{email}/send", Access.ACCOUNT, this::send)
                .post("/a/{account}/emails/{email}/clone", Access.ACCOUNT, this::copy)
                .post("/a/{account}/emails/{email}/resend", Access.ACCOUNT, this::resend)
                .get("/a/{account}/emails/{email}/content", Access.ACCOUNT, this::content)
                .get("/a/{account}/emails/{email}/preview", Access.ACCOUNT, this::preview);
    }

    private void ask(Visit visit, List<EmailProblem> problems) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        if (email.state() != EmailState.DRAFT) {
            visit.redirect(performanceOf(visit, email.id()));
            return;
        }
        EligibilityPreview preview = emails.preview(visit.account(), email.selection());
        visit.page("email/send.jte", new SendQuestion(email, preview, problems));
    }

    private void send(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        List<EmailProblem> problems = sending.send(visit.account(), email.id(), visit.by());
        if (problems.isEmpty() || problems.contains(EmailProblem.NOT_A_DRAFT)) {
            visit.redirect(
                    performanceOf(visit, email.id()),
                    problems.isEmpty() ? "note.email-sending" : "note.email-not-draft");
        } else {
            visit.http().status(422);
            ask(visit, problems);
        }
    }

    private void copy(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        Selection same =
                email.selection() instanceof Selection.SoftBouncedOf ? new Selection.Everybody() : email.selection();
        toDraft(visit, email, "clone.name", same);
    }

    private void resend(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        toDraft(visit, email, "clone.resend-name", new Selection.SoftBouncedOf(email.id()));
    }

    private void toDraft(Visit visit, MarketingEmail email, String nameKey, Selection selection) {
        if (email.state() == EmailState.SUBMITTED) {
            throw new NotFoundResponse();
        }
        String name = visit.wording().text(nameKey, email.content().name());
        String fitting =
                name.length() > EmailContent.LINE_LENGTH_MAX ? email.content().name() : name;
        EmailId draft = sending.cloneOf(visit.account(), email.id(), fitting, selection, visit.by())
                .orElseThrow(NotFoundResponse::new);
        visit.redirect("/a/" + visit.account() + "/emails/" + draft + "/edit", "note.email-cloned");
    }

    private void content(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        if (email.state() == EmailState.SUBMITTED) {
            visit.redirect(performanceOf(visit, email.id()));
            return;
        }
        visit.page(
                "email/content.jte",
                new EmailHead(email, emails.figures(visit.account(), email.id()), EmailHead.Tab.CONTENT));
    }

    /** The HTML as somebody who gets it sees it, in a sandbox: no script, no network, no forms. */
    private void preview(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        String html = PersonalContent.of(email.content()).html(example(visit));
        for (EmailFile file : files.contents(email.id())) {
            if (file.mediaType().startsWith("image/") && file.isShownIn(html)) {
                html = file.replacedIn(html, dataAddress(file));
            }
        }
        visit.sandboxed(html);
    }

    private static String dataAddress(EmailFile file) {
        return "data:" + file.mediaType() + ";base64," + Base64.getEncoder().encodeToString(file.content());
    }

    /** The account's first contact; an empty account has nobody, so fallbacks show. */
    private Map<PersonalField, String> example(Visit visit) {
        return contacts.page(visit.account(), "", Optional.empty(), 1).stream()
                .findFirst()
                .map(ContactView::contact)
                .map(contact -> Map.of(
                        PersonalField.FIRSTNAME, contact.firstName(),
                        PersonalField.LASTNAME, contact.lastName(),
                        PersonalField.FULLNAME, contact.name(),
                        PersonalField.EMAIL, contact.email().text(),
                        PersonalField.UNSUBSCRIBE_LINK, "#"))
                .orElseGet(Map::of);
    }

    private static String performanceOf(Visit visit, EmailId id) {
        return "/a/" + visit.account() + "/emails/" + id + "/performance";
    }
}
