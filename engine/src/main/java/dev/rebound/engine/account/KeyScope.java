package dev.rebound.engine.account;

/** What an API key may be used for. */
public enum KeyScope {
    /** To hand mail over by SMTP, and nothing else: what a program that only sends should have. */
    SUBMISSION,
    /** All of one account, by REST and by SMTP. */
    ACCOUNT,
    /** That, and what concerns the installation. */
    OPERATOR;

    /** Whether the REST API may be called with it. Every key may submit mail. */
    public boolean mayCall() {
        return switch (this) {
            case SUBMISSION -> false;
            case ACCOUNT, OPERATOR -> true;
        };
    }
}
