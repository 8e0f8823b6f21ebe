package dev.rebound.server.start;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.contact.Contacts;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.i18n.Wording;
import dev.rebound.transport.sandbox.SandboxPeople;
import dev.rebound.transport.sandbox.SandboxPerson;
import dev.rebound.transport.sandbox.script.SandboxScript;
import java.util.List;
import java.util.Optional;

/**
 * Use case: an operator makes an account of invented people, with an email ready to be sent to them. Everything can be
 * tried there on nobody: the people live in the rehearsal internet of this machine. Audited. Thread-safe.
 */
public final class RehearsalDesk {

    private static final int PEOPLE = 400;
    /** Others for each account: who bounced in three would be bounced globally, and be left out of the fourth rehearsal. */
    private static final long SEED = 20_261_129;
    /** What a rehearsal's email is written from. */
    static final EmailAddress FROM =
            EmailAddress.parse("news@rehearsal.example").orElseThrow();

    private final Parts parts;

    /**
     * What it works with.
     *
     * @param available whether mail to invented people reaches the rehearsal internet here
     */
    public record Parts(
            Accounts accounts,
            Contacts contacts,
            Sending sending,
            AuditLog audit,
            WorldClock clock,
            boolean available) {}

    public RehearsalDesk(Parts parts) {
        this.parts = parts;
    }

    /** Whether there is a rehearsal internet. */
    public boolean isAvailable() {
        return parts.available();
    }

    /** What was made. */
    public record Made(Account account, EmailId email) {}

    /** Makes the account, its people and its email, in the language of whoever asks. */
    public Made make(Wording wording, String by) {
        AccountId account = parts.accounts()
                .create(wording.text("rehearsal.account"), parts.clock().instant());
        List<NewContact> people = new SandboxPeople(SandboxScript.standard(), SEED + account.value())
                .ofAccount(0, PEOPLE).stream().map(RehearsalDesk::contact).toList();
        parts.contacts().save(account, people, parts.clock().instant());
        String addressed = "{{firstname|" + wording.text("rehearsal.friend") + "}}";
        EmailContent content = new EmailContent(
                wording.text("rehearsal.email.name"),
                wording.text("rehearsal.email.subject", addressed),
                wording.text("rehearsal.account"),
                FROM,
                wording.text("rehearsal.email.text", addressed),
                "");
        EmailId email = parts.sending().create(account, new EmailDraft(content, new Selection.Everybody()), by);
        parts.audit()
                .append(new AuditEntry(
                        parts.clock().instant(),
                        Optional.of(account),
                        by,
                        AuditAction.ACCOUNT_CREATED,
                        content.fromName(),
                        ""));
        return new Made(parts.accounts().find(account).orElseThrow(), email);
    }

    private static NewContact contact(SandboxPerson person) {
        return new NewContact(person.address(), person.givenName(), person.familyName());
    }
}
