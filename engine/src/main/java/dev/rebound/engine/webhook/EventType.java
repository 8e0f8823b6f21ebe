package dev.rebound.engine.webhook;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.NoteKind;
import java.util.Arrays;
import java.util.Optional;

/** What a webhook may be told of. */
public enum EventType {
    /** A recipient was left out. */
    NOT_SENT("message.not_sent"),
    /** An attempt was refused for now; it is tried again. */
    PENDING("message.pending"),
    /** The recipient's server took the message. */
    DELIVERED("message.delivered"),
    /** A relay took the message. */
    RELAYED("message.relayed"),
    /** It came back for good, hard or soft; also when the time to try ran out. */
    BOUNCED("message.bounced"),
    /** Somebody wrote back. */
    ANSWERED("message.answered"),
    /** A machine wrote back: out of office and the like. */
    AUTO_REPLIED("message.auto_replied"),
    /** The recipient, or their provider, calls it spam. */
    COMPLAINED("message.complained"),
    /** Somebody imported what another system held against the address, or took an unbounce back. */
    SUPPRESSED("address.suppressed"),
    /** Somebody lifted this account's suppression, or took its import back. */
    UNBOUNCED("address.unbounced"),
    /** This account's suppression ended by itself, as its policy says, or because a probe was taken. */
    RECOVERED("address.recovered"),
    /** What came back was judged again by other rules, and means something else. */
    RECLASSIFIED("message.reclassified"),
    /** This account's policy changed, or the verdict of a bounce, and with it what is held against the address. */
    REASSESSED("address.reassessed"),
    /** The guard holds a bounce: it suppresses nobody for now. */
    HELD("message.held"),
    /** A bounce that the guard held is held against its address. */
    RELEASED("message.released"),
    /** A bounce that the guard held was not its address's fault. */
    ROLLED_BACK("message.rolled_back"),
    /** A bounce in this account was the one that suppressed the address for all. */
    GLOBALLY_BOUNCED("address.globally_bounced");

    private final String shown;

    EventType(String shown) {
        this.shown = shown;
    }

    /** As programs read it: {@code message.bounced}. */
    public String shown() {
        return shown;
    }

    /** The type with this name. */
    public static Optional<EventType> named(String shown) {
        return Arrays.stream(values()).filter(type -> type.shown.equals(shown)).findFirst();
    }

    /** What an event of the ledger is told as; empty for what concerns nobody outside. */
    public static Optional<EventType> of(LedgerEvent event) {
        return switch (event) {
            case LedgerEvent.NotSent _ -> Optional.of(NOT_SENT);
            case LedgerEvent.Deferred _ -> Optional.of(PENDING);
            case LedgerEvent.Delivered _ -> Optional.of(DELIVERED);
            case LedgerEvent.Relayed _ -> Optional.of(RELAYED);
            case LedgerEvent.Bounced _, LedgerEvent.Expired _ -> Optional.of(BOUNCED);
            case LedgerEvent.Imported _, LedgerEvent.Restored _ -> Optional.of(SUPPRESSED);
            case LedgerEvent.Unbounced _, LedgerEvent.Withdrawn _ -> Optional.of(UNBOUNCED);
            case LedgerEvent.Lapsed _, LedgerEvent.Recovered _ -> Optional.of(RECOVERED);
            case LedgerEvent.Reclassified _ -> Optional.of(RECLASSIFIED);
            case LedgerEvent.Reassessed _ -> Optional.of(REASSESSED);
            case LedgerEvent.Held _ -> Optional.of(HELD);
            case LedgerEvent.Released _ -> Optional.of(RELEASED);
            case LedgerEvent.RolledBack _ -> Optional.of(ROLLED_BACK);
            case LedgerEvent.GloballyBounced _ -> Optional.of(GLOBALLY_BOUNCED);
            case LedgerEvent.Noted noted -> of(noted.kind());
            case LedgerEvent.Queued _,
                    LedgerEvent.Interrupted _,
                    LedgerEvent.GlobalLifted _,
                    LedgerEvent.GlobalWithdrawn _ -> Optional.empty();
        };
    }

    private static Optional<EventType> of(NoteKind kind) {
        return switch (kind) {
            case ANSWER -> Optional.of(ANSWERED);
            case AUTO_REPLY -> Optional.of(AUTO_REPLIED);
            case COMPLAINT -> Optional.of(COMPLAINED);
            case DELAY, DELIVERY_CONFIRMED, CHALLENGE, UNREADABLE -> Optional.empty();
        };
    }
}
