package dev.rebound.server.email;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailFile;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalText;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An email as somebody who gets it sees it, as it was saved and as it is being written. Whatever it says is shown in a
 * sandbox: no script, no network, no forms.
 */
public final class PreviewPages implements Feature {

    /** The sender is not part of what is shown. */
    private static final EmailAddress ANYBODY =
            EmailAddress.parse("any@example.com").orElseThrow();

    private final Emails emails;
    private final EmailFiles files;
    private final Contacts contacts;

    public PreviewPages(Emails emails, EmailFiles files, Contacts contacts) {
        this.emails = emails;
        this.files = files;
        this.contacts = contacts;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/emails/{email}/preview", Access.to(Permission.VIEW), this::saved)
                .post("/a/{account}/emails/preview", Access.to(Permission.EMAILS), this::written);
    }

    private void saved(Visit visit) {
        MarketingEmail email = EmailPages.emailOf(visit, emails);
        show(visit, email.content(), files.contents(email.id()));
    }

    /** What stands in the form, before it is saved and whether it could be. */
    private void written(Visit visit) {
        EmailContent content = new EmailContent(
                "",
                visit.form("subject"),
                shortened(visit.form("previewText"), EmailContent.LINE_LENGTH_MAX),
                "",
                ANYBODY,
                shortened(visit.form("text"), EmailContent.BODY_LENGTH_MAX),
                shortened(visit.form("html"), EmailContent.BODY_LENGTH_MAX));
        List<EmailFile> attached = visit.formNumber("email")
                .flatMap(id -> emails.find(visit.account(), new EmailId(id)))
                .map(email -> files.contents(email.id()))
                .orElseGet(List::of);
        show(visit, content, attached);
    }

    /** What is longer could not be saved, and is not looked at either. */
    private static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    private void show(Visit visit, EmailContent content, List<EmailFile> attached) {
        PersonalContent personal = PersonalContent.of(content);
        Map<PersonalField, String> example = example(visit);
        String html = content.html().isBlank() ? asHtml(personal.text(example)) : personal.html(example);
        for (EmailFile file : attached) {
            if (file.mediaType().startsWith("image/") && file.isShownIn(html)) {
                html = file.replacedIn(html, dataAddress(file));
            }
        }
        visit.sandboxed(html);
    }

    /** Plain text as mail programs show it. */
    private static String asHtml(String text) {
        return "<!doctype html><meta charset=\"utf-8\"><style>pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}"
                + "body{font-family:sans-serif}</style><pre>" + PersonalText.HTML.apply(text) + "</pre>";
    }

    private static String dataAddress(EmailFile file) {
        return "data:" + file.mediaType() + ";base64," + Base64.getEncoder().encodeToString(file.content());
    }

    /** The account's first contact; an empty account has nobody, so fallbacks show. */
    private Map<PersonalField, String> example(Visit visit) {
        return contacts.page(visit.account(), "", Optional.empty(), 1).stream()
                .findFirst()
                .map(ContactView::contact)
                .map(contact -> PersonalField.valuesFor(PersonalField.Person.of(contact), "#"))
                .orElseGet(Map::of);
    }
}
