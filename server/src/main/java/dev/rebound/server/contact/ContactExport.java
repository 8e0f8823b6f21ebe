package dev.rebound.server.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactFilter;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.server.csv.SafeCsvWriter;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.web.Visit;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Contacts as a CSV file: streamed page by page, so that a million of them need no memory. Audited. */
final class ContactExport {

    private static final int PAGE = 1_000;

    private final Contacts contacts;
    private final AuditLog audit;
    private final InstantSource clock;

    ContactExport(Contacts contacts, AuditLog audit, InstantSource clock) {
        this.contacts = contacts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Answers the request with the file. */
    void answer(Visit visit, ContactFilter filter) throws IOException {
        AccountId account = visit.account();
        audit.append(new AuditEntry(
                clock.instant(),
                Optional.of(account),
                visit.by(),
                AuditAction.CONTACTS_EXPORTED,
                subject(filter),
                Long.toString(contacts.count(account, filter))));
        Context http = visit.http();
        http.contentType(SafeCsvWriter.CONTENT_TYPE)
                .header("Content-Disposition", "attachment; filename=\"contacts.csv\"");
        try (SafeCsvWriter csv = new SafeCsvWriter(http.outputStream())) {
            write(csv, account, filter, visit.wording());
        }
    }

    /** As somebody asked for them. */
    private static String subject(ContactFilter filter) {
        return filter.property()
                .map(property -> (filter.search() + " " + property.name() + "=" + property.value()).strip())
                .orElse(filter.search());
    }

    private void write(SafeCsvWriter csv, AccountId account, ContactFilter filter, Wording wording) {
        Set<String> names = contacts.propertyNames(account);
        List<String> headings = new ArrayList<>(List.of(
                wording.text("contacts.csv.email"),
                wording.text("contacts.csv.firstName"),
                wording.text("contacts.csv.lastName"),
                wording.text("contacts.csv.hardBounceReason"),
                wording.text("contacts.csv.mayWeSend"),
                wording.text("contacts.csv.unsubscribedAt"),
                wording.text("contacts.csv.createdAt")));
        headings.addAll(names);
        csv.row(headings);
        Optional<ContactId> after = Optional.empty();
        while (true) {
            List<ContactView> page = contacts.page(account, filter, after, PAGE);
            page.forEach(contact -> csv.row(row(contact, names)));
            if (page.size() < PAGE) {
                return;
            }
            after = Optional.of(page.getLast().contact().id());
        }
    }

    /** Reasons stand as constants, moments as RFC 3339: a file is read by programs too. */
    private List<String> row(ContactView view, Set<String> names) {
        Contact contact = view.contact();
        List<String> row = new ArrayList<>(List.of(
                contact.email().text(),
                contact.firstName(),
                contact.lastName(),
                Eligibility.hardBounceReason(view.suppression()).map(Enum::name).orElse(""),
                Eligibility.refusal(view, clock.instant()).map(Enum::name).orElse("YES"),
                contact.unsubscribedAt().map(Instant::toString).orElse(""),
                contact.createdAt().toString()));
        names.forEach(name -> row.add(contact.properties().value(name)));
        return row;
    }
}
