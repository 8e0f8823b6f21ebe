package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.OwnProperties;
import dev.rebound.engine.time.WorldClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Use case: writing a marketing email and sending it.
 *
 * <p>Sending is durable from its first step on. {@link Emails#startSending} commits the intent; then the
 * recipients are accepted in chunks, each a transaction that also moves the mark up to which the
 * selection has been worked through. A process that dies in between goes on from the mark
 * ({@link #resumeUnfinished}), so nobody is lost and nobody is accepted twice.
 *
 * <p>Thread-safe.
 */
public final class Sending {

    /** Recipients accepted in one transaction. */
    private static final int CHUNK = 2_000;

    private final Emails emails;
    private final OwnProperties properties;
    private final AuditLog audit;
    private final WorldClock clock;
    private final Consumer<EmailId> messagesAccepted;
    private final Set<EmailId> accepting = ConcurrentHashMap.newKeySet();

    /**
     * @param properties that emails can speak of
     * @param messagesAccepted told which email after each chunk, so that delivery looks at the queue at once
     */
    public Sending(
            Emails emails,
            OwnProperties properties,
            AuditLog audit,
            WorldClock clock,
            Consumer<EmailId> messagesAccepted) {
        this.emails = emails;
        this.properties = properties;
        this.audit = audit;
        this.clock = clock;
        this.messagesAccepted = messagesAccepted;
    }

    /** What is wrong with a content; empty if the account can save and send it. */
    public List<EmailProblem> problemsOf(AccountId account, EmailContent content) {
        List<EmailProblem> problems = new ArrayList<>();
        if (content.name().isBlank()) {
            problems.add(EmailProblem.NO_NAME);
        }
        if (content.subject().isBlank()) {
            problems.add(EmailProblem.NO_SUBJECT);
        }
        List<String> lines = List.of(content.name(), content.subject(), content.previewText(), content.fromName());
        if (lines.stream().anyMatch(line -> line.chars().anyMatch(c -> c < 0x20 || c == 0x7f))) {
            problems.add(EmailProblem.CONTROL_CHARACTER);
        }
        if (lines.stream().anyMatch(line -> line.length() > EmailContent.LINE_LENGTH_MAX)) {
            problems.add(EmailProblem.LINE_TOO_LONG);
        }
        if (content.text().isBlank() && content.html().isBlank()) {
            problems.add(EmailProblem.NO_BODY);
        }
        int longest = Math.max(content.text().length(), content.html().length());
        if (longest > EmailContent.BODY_LENGTH_MAX) {
            problems.add(EmailProblem.BODY_TOO_LONG);
        } else if (!unknownFields(account, content).isEmpty()) {
            problems.add(EmailProblem.UNKNOWN_FIELD);
        }
        return List.copyOf(problems);
    }

    /** Names in braces that are neither a field of everybody nor a property that contacts of the account have. */
    public Set<String> unknownFields(AccountId account, EmailContent content) {
        return PersonalContent.unknownFields(content, properties.propertyNames(account));
    }

    /** A new draft; the content must have no problems. */
    public EmailId create(AccountId account, EmailDraft draft, String by) {
        requireGood(account, draft.content());
        EmailId id = emails.create(account, draft, Optional.empty(), clock.instant());
        note(account, by, AuditAction.EMAIL_CREATED, draft.content().name());
        return id;
    }

    /** Changes a draft; false if it is none. The content must have no problems. */
    public boolean update(AccountId account, EmailId id, EmailDraft draft, String by) {
        requireGood(account, draft.content());
        boolean changed = emails.update(account, id, draft);
        if (changed) {
            note(account, by, AuditAction.EMAIL_CHANGED, draft.content().name());
        }
        return changed;
    }

    /** A draft with the same content, for everybody or for those to whom the original soft bounced. */
    public Optional<EmailId> cloneOf(
            AccountId account, EmailId original, String newName, Selection selection, String by) {
        return emails.find(account, original).map(email -> {
            EmailContent copy = email.content().named(newName);
            requireGood(account, copy);
            EmailDraft draft = new EmailDraft(copy, selection, email.plan().tryFor());
            EmailId id = emails.create(account, draft, Optional.of(original), clock.instant());
            note(account, by, AuditAction.EMAIL_CLONED, newName);
            return id;
        });
    }

    /** How many of a selection would be sent to now and how many left out, by reason. */
    public EligibilityPreview preview(AccountId account, Selection selection) {
        return emails.preview(account, selection, clock.instant());
    }

    /** Who they are, in the order of their ids. */
    public List<LeftOut> leftOut(AccountId account, Selection selection, LeftOut.Asked asked) {
        return emails.leftOut(account, selection, asked, clock.instant());
    }

    /**
     * Sends a draft. Returns once the intent is committed; recipients are accepted on a thread of its own.
     *
     * @return why it cannot be sent; empty if it is under way
     */
    public List<EmailProblem> send(AccountId account, EmailId id, String by) {
        Optional<MarketingEmail> email = emails.find(account, id);
        if (email.isEmpty() || email.get().state() != EmailState.DRAFT) {
            return List.of(EmailProblem.NOT_A_DRAFT);
        }
        List<EmailProblem> problems =
                new ArrayList<>(problemsOf(account, email.get().content()));
        switch (emails.reach(account, email.get().selection(), clock.instant())) {
            case NOBODY_SELECTED -> problems.add(EmailProblem.NOBODY_SELECTED);
            case NOBODY_ELIGIBLE -> problems.add(EmailProblem.NOBODY_ELIGIBLE);
            case SOMEBODY -> {
                // How many they are is not needed here, and would take a second with a million.
            }
        }
        if (!problems.isEmpty()) {
            return List.copyOf(problems);
        }
        if (!emails.startSending(account, id, clock.instant())) {
            return List.of(EmailProblem.NOT_A_DRAFT);
        }
        note(account, by, AuditAction.EMAIL_SENT, email.get().content().name());
        goOn(id);
        return List.of();
    }

    /** Sends a scheduled email whose time has come; nothing if it is none any more. */
    public void startScheduled(AccountId account, EmailId id) {
        if (emails.startSending(account, id, clock.instant())) {
            String name = emails.find(account, id)
                    .map(email -> email.content().name())
                    .orElse("");
            note(account, "rebound", AuditAction.EMAIL_SENT, name);
            goOn(id);
        }
    }

    /** Goes on with emails whose recipients have not all been accepted, unless somebody is at it; may be called often. */
    public void resumeUnfinished() {
        emails.unfinished().forEach(this::goOn);
    }

    /** On a thread of its own, one an email. */
    private void goOn(EmailId id) {
        if (accepting.add(id)) {
            Thread.ofVirtual().name("accept-email-" + id).start(() -> {
                try {
                    acceptAll(id);
                } finally {
                    accepting.remove(id);
                }
            });
        }
    }

    private void acceptAll(EmailId id) {
        while (emails.acceptNext(id, CHUNK, clock.instant()) > 0) {
            messagesAccepted.accept(id);
        }
    }

    private void requireGood(AccountId account, EmailContent content) {
        List<EmailProblem> problems = problemsOf(account, content);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the email cannot be saved: " + problems);
        }
    }

    private void note(AccountId account, String by, AuditAction action, String name) {
        audit.append(new AuditEntry(clock.instant(), Optional.of(account), by, action, name, ""));
    }
}
