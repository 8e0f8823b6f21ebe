package dev.rebound.engine.email;

import dev.rebound.core.ledger.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: marketing emails. Every method with an account sees that account only. Writes return after commit. */
public interface Emails {

    /** A new draft. */
    EmailId create(AccountId account, EmailDraft draft, Optional<EmailId> clonedFrom, Instant at);

    /** Changes a draft; false if there is none, or it has been sent. */
    boolean update(AccountId account, EmailId id, EmailDraft draft);

    /** One email. */
    Optional<MarketingEmail> find(AccountId account, EmailId id);

    /** One email, whichever account's: for delivery only. */
    Optional<MarketingEmail> find(EmailId id);

    /** Newest first. */
    List<MarketingEmail> page(AccountId account, Optional<EmailId> before, int limit);

    /** Whether a marketing email of the account has been sent, or is being sent; submitted mail is none. */
    boolean hasSent(AccountId account);

    /** The domains that emails of the account are written from, those of the newest first, as lower-case A-labels. */
    List<String> fromDomains(AccountId account, int limit);

    /** Marks a draft as being sent; false if it is no draft. The first step of sending. */
    boolean startSending(AccountId account, EmailId id, Instant at);

    /**
     * Accepts the next recipients of an email that is being sent: for each the message and its first
     * ledger event (queued, or not sent and why), in one transaction, in the order of contact ids.
     *
     * @return how many were chosen by this call; 0 once all are done, and the email is then SENT
     */
    int acceptNext(EmailId id, int limit, Instant at);

    /** Emails whose recipients have not all been accepted, of every account; resumed at start. */
    List<EmailId> unfinished();

    /** What became of its messages so far. */
    EmailFigures figures(AccountId account, EmailId id);

    /** The same without domains, of which there may be many. */
    EmailFigures totals(AccountId account, EmailId id);

    /** For each reason for which it bounced, where most of these bounces came from. */
    List<BounceCause> causes(AccountId account, EmailId id);

    /**
     * How its messages fared over time, in spans of equal length from the first event to the last: of whole seconds, or of
     * whole minutes if it took more than two hours.
     *
     * @param spans how many, 1 to 200; fewer come back where that many would not be whole
     */
    List<SpanFigures> course(AccountId account, EmailId id, int spans);

    /**
     * How all emails of the account fared that were sent since a moment.
     *
     * @param length of a span
     * @param spans how many, 1 to 200
     */
    SendingHistory history(AccountId account, Instant since, Duration length, int spans);

    /** How many of a selection would be sent to now and how many left out, by reason. */
    EligibilityPreview preview(AccountId account, Selection selection, Instant now);

    /** Whether a selection has anybody to send to now; said without counting a large one. */
    Reach reach(AccountId account, Selection selection, Instant now);

    /** Who of a selection would be left out now, in the order of their ids. */
    List<LeftOut> leftOut(AccountId account, Selection selection, LeftOut.Asked asked, Instant now);
}
