package dev.rebound.store;

/** An email to a million during the outage; about a minute. */
final class GmailOutageIT extends GmailOutageContract {

    @Override
    int messages() {
        return 1_000_000;
    }
}
