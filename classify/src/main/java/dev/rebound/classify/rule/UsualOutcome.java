package dev.rebound.classify.rule;

import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;

/** What follows from a reason where a rule says nothing else. */
final class UsualOutcome {

    private UsualOutcome() {}

    /** Who can act on a reason, if nothing more is known. */
    static Fault fault(Reason reason) {
        return switch (reason) {
            case UNKNOWN_USER, MAILBOX_FULL, MAILBOX_MISCONFIGURED -> Fault.RECIPIENT;
            case CONTENT, SPAM -> Fault.CONTENT;
            case POLICY, RECIPIENT_TEMPORARY -> Fault.RECEIVER;
            case OTHER -> Fault.UNKNOWN;
            case FILTERED -> Fault.SENDER_REPUTATION;
            case UNAUTHENTICATED -> Fault.SENDER_AUTHENTICATION;
            case TEMPORARY -> Fault.NETWORK;
        };
    }

    /**
     * The reason when the server refused only for now. An unknown user stays one: servers that check
     * addresses softly ({@code soft_bounce} of Postfix, {@code 450 4.1.1}) mean what they say.
     */
    static Reason ifTransient(Reason reason, Fault fault) {
        return switch (reason) {
            case UNKNOWN_USER -> Reason.UNKNOWN_USER;
            case MAILBOX_FULL -> Reason.MAILBOX_MISCONFIGURED;
            case CONTENT -> Reason.CONTENT;
            case SPAM -> Reason.FILTERED;
            case POLICY -> fault == Fault.SENDER_AUTHENTICATION ? Reason.UNAUTHENTICATED : Reason.FILTERED;
            case OTHER -> Reason.RECIPIENT_TEMPORARY;
            case RECIPIENT_TEMPORARY, FILTERED, UNAUTHENTICATED, TEMPORARY, MAILBOX_MISCONFIGURED -> reason;
        };
    }
}
