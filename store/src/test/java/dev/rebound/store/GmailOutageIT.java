package dev.rebound.store;

/** An email to 250,000 during the outage; with {@code -Drebound.outage.messages=1000000} to a million, which takes two minutes. */
final class GmailOutageIT extends GmailOutageContract {

    @Override
    int messages() {
        return Integer.getInteger("rebound.outage.messages", 250_000);
    }
}
