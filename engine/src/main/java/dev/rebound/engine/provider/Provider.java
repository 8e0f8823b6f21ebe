package dev.rebound.engine.provider;

/** Providers whose events are understood. Stored by name, so names are kept for ever. */
public enum Provider {
    /** Amazon SES, by way of Amazon SNS. */
    SES(Proof.TOPIC),
    /** Twilio SendGrid's Event Webhook. */
    SENDGRID(Proof.KEY_OF_THEIRS),
    MAILGUN(Proof.KEY_OF_THEIRS),
    POSTMARK(Proof.PASSWORD),
    SPARKPOST(Proof.PASSWORD),
    /** Mailchimp Transactional, once called Mandrill. */
    MAILCHIMP(Proof.KEY_OF_THEIRS);

    private final Proof proof;

    Provider(Proof proof) {
        this.proof = proof;
    }

    /** How a call of this provider proves that it is one. */
    public Proof proof() {
        return proof;
    }

    /** Ways of proof; what is kept as the secret of a source follows from it. */
    public enum Proof {
        /** Signed by Amazon, and about the topic whose ARN is kept: anybody can have Amazon sign for a topic of their own. */
        TOPIC,
        /** Signed with a key that the provider shows to its customer. */
        KEY_OF_THEIRS,
        /** It carries a password that we made up (HTTP Basic, user {@code rebound}). */
        PASSWORD
    }
}
