package dev.rebound.cli.explaining;

import dev.rebound.classify.Standing;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;

/** What the words of a verdict mean, in a sentence each. */
final class Words {

    private Words() {}

    static String of(Reason reason) {
        return switch (reason) {
            case UNKNOWN_USER -> "The address does not exist, or no longer.";
            case MAILBOX_FULL -> "The mailbox is over its storage quota or long inactive.";
            case CONTENT -> "Something in the message set off a filter or is not accepted.";
            case SPAM -> "The message was judged to be spam.";
            case POLICY -> "A security policy of the receiving server refused it.";
            case OTHER -> "The reply is not specific enough to say more.";
            case RECIPIENT_TEMPORARY -> "The receiving server is busy, greylists or limits the rate.";
            case FILTERED -> "A security filter refused it for now; usually the sending IP's reputation.";
            case UNAUTHENTICATED -> "The sending domain's SPF, DKIM or DMARC does not cover this sender.";
            case TEMPORARY -> "A technical problem that passes: DNS, connection, TLS, routing.";
            case MAILBOX_MISCONFIGURED -> "The mailbox cannot be used for a while.";
        };
    }

    static String of(Fault fault) {
        return switch (fault) {
            case RECIPIENT -> "the address or mailbox";
            case CONTENT -> "the message";
            case SENDER_AUTHENTICATION -> "the sender's SPF, DKIM, DMARC or login";
            case SENDER_REPUTATION -> "the reputation of the sending IP or domain";
            case RECEIVER -> "the receiving server";
            case NETWORK -> "network or DNS";
            case SENDER_SYSTEM -> "the sending system";
            case UNKNOWN -> "not known";
        };
    }

    static String of(Confidence confidence) {
        return switch (confidence) {
            case HIGH -> "high";
            case MEDIUM -> "medium";
            case LOW -> "low";
            case NONE -> "none: nothing spoke";
        };
    }

    static String of(Standing standing) {
        return switch (standing) {
            case PERMANENT -> "refused for good";
            case TRANSIENT -> "refused for now";
            case GIVEN_UP -> "refused for now until the reporting server gave up";
        };
    }
}
