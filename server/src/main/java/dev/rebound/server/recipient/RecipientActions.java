package dev.rebound.server.recipient;

import dev.rebound.core.ledger.BulkId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.bulk.BulkKind;
import dev.rebound.engine.bulk.BulkOrder;
import dev.rebound.engine.bulk.Bulks;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Emails;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Recipients;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.Sending;
import dev.rebound.server.email.EmailPages;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** What is done with all recipients that the filters of the Recipients page leave: unbounce them, write to them. */
public final class RecipientActions implements Feature {

    private static final String LIST = "/a/{account}/emails/{email}/recipients";

    /** More take longer than somebody waits for a page; the list of suppressions takes any number. */
    private static final int UNBOUNCED_MAX = 100_000;

    private final Emails emails;
    private final Recipients recipients;
    private final Sending sending;
    private final BulkChanges changes;

    public RecipientActions(Emails emails, Recipients recipients, Sending sending, BulkChanges changes) {
        this.emails = emails;
        this.recipients = recipients;
        this.sending = sending;
        this.changes = changes;
    }

    @Override
    public void register(Routes routes) {
        routes.post(LIST + "/unbounce", Access.to(Permission.SUPPRESSIONS), this::unbounce)
                .post(LIST + "/write", Access.to(Permission.EMAILS), this::write);
    }

    private MarketingEmail emailOf(Visit visit) {
        return emails.find(visit.account(), new EmailId(visit.number("email"))).orElseThrow(NotFoundResponse::new);
    }

    /** Collects them; what would come of it is shown before anything is lifted. */
    private void unbounce(Visit visit) {
        MarketingEmail email = emailOf(visit);
        RecipientQuery query = RecipientQuery.of(visit);
        Optional<List<RecipientRow>> rows = recipients.all(visit.account(), email.id(), query.filter(), UNBOUNCED_MAX);
        if (rows.isEmpty() || rows.get().isEmpty()) {
            back(visit, email, query, rows.isEmpty() ? "note.recipients-too-many" : "note.nothing-chosen");
            return;
        }
        BulkOrder order = new BulkOrder(
                visit.account(), BulkKind.UNBOUNCE, visit.by(), email.content().name(), Optional.empty());
        BulkId id = changes.begin(order);
        List<String> addresses =
                rows.get().stream().map(row -> row.address().text()).distinct().toList();
        for (int from = 0; from < addresses.size(); from += Bulks.ADDED_MAX) {
            changes.addNamed(id, addresses.subList(from, Math.min(addresses.size(), from + Bulks.ADDED_MAX)));
        }
        changes.count(id);
        visit.redirect("/a/" + visit.account() + "/suppressions/bulk-changes/" + id);
    }

    /** A draft like the email, for just them. */
    private void write(Visit visit) {
        MarketingEmail email = emailOf(visit);
        if (email.state() == EmailState.SUBMITTED) {
            throw new NotFoundResponse();
        }
        RecipientQuery query = RecipientQuery.of(visit);
        Optional<List<RecipientRow>> rows =
                recipients.all(visit.account(), email.id(), query.filter(), Selection.Chosen.CONTACTS_MAX);
        List<ContactId> contacts = rows.stream()
                .flatMap(List::stream)
                .flatMap(row -> row.contact().stream())
                .toList();
        if (contacts.isEmpty()) {
            back(visit, email, query, rows.isEmpty() ? "note.recipients-too-many" : "note.nobody-to-write-to");
            return;
        }
        EmailId draft = sending.cloneOf(
                        visit.account(),
                        email.id(),
                        EmailPages.nameOfDraft(visit, "clone.name", email),
                        new Selection.Chosen(contacts),
                        visit.by())
                .orElseThrow(NotFoundResponse::new);
        visit.redirect("/a/" + visit.account() + "/emails/" + draft + "/edit", "note.recipients-chosen");
    }

    private static void back(Visit visit, MarketingEmail email, RecipientQuery query, String note) {
        visit.redirect(
                "/a/" + visit.account() + "/emails/" + email.id() + "/recipients"
                        + query.first().text(),
                note);
    }
}
