package dev.rebound.store;

/** A small email during the outage. */
final class GmailOutageTest extends GmailOutageContract {

    @Override
    int messages() {
        return 20_000;
    }
}
