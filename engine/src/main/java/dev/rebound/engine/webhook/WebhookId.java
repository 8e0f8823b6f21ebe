package dev.rebound.engine.webhook;

/** Identifies a webhook within an installation; prints as its number. */
public record WebhookId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
