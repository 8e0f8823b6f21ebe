package dev.rebound.server.onetoone;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.OneToOneContent;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** What was sent one to one, and what became of it. */
public final class OneToOnePages implements Feature {

    private static final String LIST = "/a/{account}/one-to-one";
    /** On one page. */
    private static final int ROWS = 50;

    private final OneToOneFeature.Parts parts;

    OneToOnePages(OneToOneFeature.Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.to(Permission.VIEW), this::list)
                .get(LIST + "/{oneToOneId}", Access.to(Permission.VIEW), this::show);
    }

    /**
     * The list.
     *
     * @param contact whose emails these are, if they are of one
     * @param next where more begin, if there are more
     * @param hasInbox whether the account has an inbox that can be written through
     */
    public record SentList(
            List<OneToOneCourse> courses,
            Optional<Contact> contact,
            boolean isFirst,
            Optional<OneToOneId> next,
            boolean hasInbox) {}

    /** One email. */
    public record SentPage(OneToOneCourse course, OneToOneContent content, Optional<Inbox> inbox) {}

    private void list(Visit visit) {
        Optional<OneToOneId> before = visit.queryNumber("before").map(OneToOneId::new);
        Optional<Contact> contact = visit.queryNumber("contact").map(id -> contact(visit, id));
        List<OneToOneCourse> found = contact.map(
                        one -> parts.writing().courses().ofContact(visit.account(), one.id(), before, ROWS + 1))
                .orElseGet(() -> parts.writing().courses().page(visit.account(), before, ROWS + 1));
        List<OneToOneCourse> rows = found.subList(0, Math.min(ROWS, found.size()));
        Optional<OneToOneId> next =
                found.size() > ROWS ? Optional.of(rows.getLast().message().id()) : Optional.empty();
        boolean hasInbox = !Sendable.of(parts.inboxes(), visit.account()).isEmpty();
        visit.page("onetoone/list.jte", new SentList(rows, contact, before.isEmpty(), next, hasInbox));
    }

    private Contact contact(Visit visit, long id) {
        return parts.contacts()
                .find(visit.account(), new ContactId(id))
                .map(ContactView::contact)
                .orElseThrow(NotFoundResponse::new);
    }

    private void show(Visit visit) {
        OneToOneId id = new OneToOneId(visit.number("oneToOneId"));
        OneToOneCourse course =
                parts.writing().courses().find(visit.account(), id).orElseThrow(NotFoundResponse::new);
        OneToOneContent content =
                parts.writing().courses().content(visit.account(), id).orElse(OneToOneContent.NOT_KEPT);
        Optional<Inbox> inbox =
                parts.inboxes().find(visit.account(), course.message().email().inbox());
        visit.page("onetoone/one.jte", new SentPage(course, content, inbox));
    }
}
