package dev.rebound.engine.submission;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.delivery.MessageComposer;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.delivery.MessageTemplate;
import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailFiles;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalText;
import dev.rebound.engine.time.WorldClock;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Use case: somebody has an email sent to their own mailbox before it goes out. A test is composed as the email will
 * be, filled in for the account's first contact, and goes the same way; but it is submitted mail: it counts for no email, and
 * its link to unsubscribe unsubscribes nobody. Thread-safe.
 */
public final class TestEmails {

    /** Most addresses of one test. */
    public static final int ADDRESSES_MAX = 10;

    /** What tests are counted under, one for each day. */
    private static final String STREAM = "Test";

    private final Parts parts;
    private final WorldClock clock;
    private final Consumer<EmailId> messagesAccepted;

    /**
     * What testing works with.
     *
     * @param link where a test's link to unsubscribe leads
     * @param ids makes a text of letters, digits and hyphens that nobody guesses, other each time
     */
    public record Parts(
            EmailFiles files,
            Contacts contacts,
            Submissions submissions,
            MessageComposer composer,
            AuditLog audit,
            Supplier<URI> link,
            Supplier<String> ids) {}

    /** @param messagesAccepted told after each commit, so that delivery looks at the queue at once */
    public TestEmails(Parts parts, WorldClock clock, Consumer<EmailId> messagesAccepted) {
        this.parts = parts;
        this.clock = clock;
        this.messagesAccepted = messagesAccepted;
    }

    /**
     * Who gets a test, and how it is marked.
     *
     * @param mark put before the subject, so that nobody takes the test for the email
     * @param by who asked for it
     */
    public record Wanted(List<EmailAddress> addresses, String mark, String by) {
        public Wanted {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty() || addresses.size() > ADDRESSES_MAX) {
                throw new IllegalArgumentException("a test has 1 to " + ADDRESSES_MAX + " addresses");
            }
        }
    }

    /**
     * Sends a test; whoever may not be sent to gets a message that is recorded as not sent, with the reason.
     *
     * @return the Message-ID under which {@link Submissions#withHeaderId} finds what became of it
     */
    public String send(MarketingEmail email, Wanted wanted) {
        Instant now = clock.instant();
        EmailContent content = email.content();
        String headerId =
                "<test-" + parts.ids().get() + "@" + content.from().key().domain() + ">";
        MessageTemplate template = templateOf(email, wanted.mark());
        Map<PersonalField, String> example = example(email.account());
        Submitter submitter = new Submitter(email.account(), wanted.by());
        parts.audit()
                .append(new AuditEntry(
                        now,
                        Optional.of(email.account()),
                        wanted.by(),
                        AuditAction.EMAIL_TESTED,
                        content.name(),
                        Integer.toString(wanted.addresses().size())));
        for (EmailAddress to : wanted.addresses()) {
            MessageDraft draft = new MessageDraft(
                    new Mailbox("", to), headerId, now, Optional.of(parts.link().get()), example);
            SubmittedMail mail = new SubmittedMail(
                    content.from(),
                    wanted.mark() + content.subject(),
                    headerId,
                    Optional.of(STREAM),
                    SubmittedMail.Asks.NOTHING,
                    template.filledFor(draft).whole(),
                    List.of(to));
            messagesAccepted.accept(parts.submissions()
                    .accept(submitter, mail, Submitting.countedAs(mail.stream(), now), now)
                    .join());
        }
        return headerId;
    }

    private MessageTemplate templateOf(MarketingEmail email, String mark) {
        EmailContent content = email.content();
        PersonalContent personal = PersonalContent.of(content);
        return parts.composer()
                .templateOf(new SharedDraft(
                        new Mailbox(content.fromName(), content.from()),
                        PersonalContent.of(PersonalText.of(mark + content.subject()), personal.text(), personal.html()),
                        List.of(),
                        parts.files().contents(email.id())));
    }

    /** An account without contacts has nobody to be an example; what the email says instead of a name shows. */
    private Map<PersonalField, String> example(AccountId account) {
        String link = parts.link().get().toASCIIString();
        return parts.contacts().page(account, "", Optional.empty(), 1).stream()
                .findFirst()
                .map(ContactView::contact)
                .map(contact -> PersonalField.valuesFor(PersonalField.Person.of(contact), link))
                .orElseGet(() -> Map.of(PersonalField.UNSUBSCRIBE_LINK, link));
    }
}
