package dev.rebound.classify.rule;

/** Whose words a rule is about. */
public enum Scope {
    /** Anybody's. */
    ANY,
    /** Only those of the provider of its pack, known by the host that spoke or by a mark in the text. */
    PROVIDER,
    /** Only those of the mail software of its pack, known by a mark in the text. */
    MAILER
}
