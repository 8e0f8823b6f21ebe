package dev.rebound.engine.delivery;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.token.ReturnPathSigner;
import java.time.Duration;

/** The signed return path of each message, and the Message-ID made from it. */
public final class ReturnPaths {

    private final ReturnPathSigner signer;
    private final String bounceDomain;
    private final Duration honouredFor;

    /**
     * @param bounceDomain where returned mail arrives; must be a valid mail domain
     * @param honouredFor how long reports are honoured, from the day the message was accepted
     */
    public ReturnPaths(ReturnPathSigner signer, String bounceDomain, Duration honouredFor) {
        this.signer = signer;
        this.bounceDomain = bounceDomain;
        this.honouredFor = honouredFor;
    }

    /** The return path; the same for every attempt of the message. */
    public EmailAddress of(QueuedMessage message) {
        String text = localPart(message) + "@" + bounceDomain;
        return EmailAddress.parse(text)
                .orElseThrow(() -> new IllegalStateException("not a mail domain: " + bounceDomain));
    }

    /**
     * The Message-ID header field's value, in angle brackets. It is the same for every attempt, so that
     * a server which suppresses duplicates can, and carries the token, so that a report that quotes
     * nothing else still tells whose it is.
     */
    public String messageIdOf(QueuedMessage message) {
        return "<" + tokenOf(message) + "@" + bounceDomain + ">";
    }

    /** The token alone: letters and digits, for whatever else is to know the message again. */
    public String tokenOf(QueuedMessage message) {
        return localPart(message).substring(ReturnPathSigner.PREFIX.length());
    }

    private String localPart(QueuedMessage message) {
        return signer.sign(message.account(), message.id(), message.queuedAt().plus(honouredFor));
    }
}
