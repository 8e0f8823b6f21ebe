package dev.rebound.engine.inbox;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** The secrets of inboxes, opened when they are needed, and renewed where they end. Thread-safe. */
public final class SignIns {

    /** A token that has less left is renewed first. */
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(2);

    private final Inboxes inboxes;
    private final CredentialsBox box;
    private final Consents consents;
    private final InstantSource wallClock;

    /**
     * @param wallClock tokens end by real time, also where a rehearsal's clock runs fast
     */
    public SignIns(Inboxes inboxes, CredentialsBox box, Consents consents, InstantSource wallClock) {
        this.inboxes = inboxes;
        this.box = box;
        this.consents = consents;
        this.wallClock = wallClock;
    }

    /** What came of looking for a secret. */
    public sealed interface Found {

        /** It can be used now. */
        record Usable(SignIn signIn) implements Found {}

        /** It cannot, and why. */
        record Unusable(MailTrouble trouble) implements Found {}
    }

    /** Seals a secret for an inbox. */
    public byte[] seal(AccountId account, AddressKey address, SignIn signIn) {
        return box.seal(account, address, signIn);
    }

    /** The secret of an inbox; a token that has ended is renewed, and the new one kept. */
    public Found of(Inbox inbox) {
        return opened(inbox, oauth -> fresh(inbox, oauth));
    }

    private Found opened(Inbox inbox, Function<SignIn.OAuth, Found> byOAuth) {
        Optional<byte[]> sealed = inboxes.sealed(inbox.id());
        if (sealed.isEmpty()) {
            return unusable(MailTrouble.Kind.WRONG_PASSWORD, "");
        }
        try {
            return switch (box.open(inbox.account(), inbox.address().key(), sealed.get())) {
                case SignIn.Password password -> new Found.Usable(password);
                case SignIn.OAuth oauth -> byOAuth.apply(oauth);
            };
        } catch (CredentialsBox.CannotOpenException e) {
            return unusable(MailTrouble.Kind.WRONG_PASSWORD, String.valueOf(e.getMessage()));
        }
    }

    /** The secret with a token that was just renewed, for one that the server refuses before its time. */
    public Found renewed(Inbox inbox) {
        return opened(inbox, oauth -> renew(inbox, oauth));
    }

    private Found fresh(Inbox inbox, SignIn.OAuth oauth) {
        boolean lasts = wallClock.instant().plus(RENEWED_BEFORE).isBefore(oauth.expiresAt());
        return lasts ? new Found.Usable(oauth) : renew(inbox, oauth);
    }

    private Found renew(Inbox inbox, SignIn.OAuth oauth) {
        return switch (consents.renew(oauth)) {
            case Consents.Renewal.Done(SignIn.Renewed renewed) -> {
                SignIn.OAuth next = oauth.renewed(renewed);
                inboxes.keepSealed(
                        inbox.id(), box.seal(inbox.account(), inbox.address().key(), next));
                yield new Found.Usable(next);
            }
            case Consents.Renewal.Revoked(String words) -> unusable(MailTrouble.Kind.CONSENT_REVOKED, words);
            case Consents.Renewal.Unreached(String words) -> unusable(MailTrouble.Kind.CONSENT_NOT_RENEWED, words);
        };
    }

    private static Found unusable(MailTrouble.Kind kind, String words) {
        return new Found.Unusable(new MailTrouble(kind, MailTrouble.Side.IMAP, words));
    }
}
