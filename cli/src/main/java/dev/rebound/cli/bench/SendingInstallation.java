package dev.rebound.cli.bench;

import dev.rebound.bench.peer.Dovecot;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.Selection;
import dev.rebound.server.Ports;
import dev.rebound.server.boot.Installation;
import dev.rebound.server.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * A whole Rebound in this process, in a folder of its own: pages, returned mail, ledger, delivery, with every commit
 * synced.
 */
final class SendingInstallation implements AutoCloseable {

    private static final String BY = "bench";
    private static final Duration LOOK_LEAST = Duration.ofMillis(10);
    private static final Duration LOOK_MOST = Duration.ofSeconds(1);

    private static final RecipientFilter DELIVERED =
            new RecipientFilter(RecipientFilter.Group.DELIVERED, Optional.empty(), Optional.empty(), "");

    private final Installation installation;
    private final Ports ports;

    private SendingInstallation(Installation installation, Ports ports) {
        this.installation = installation;
        this.ports = ports;
    }

    /** Starts one; {@code settings} by their names in the environment. */
    static SendingInstallation start(Path folder, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "REBOUND_DATA_FOLDER", folder.toString(),
                "REBOUND_HTTP_PORT", "0",
                "REBOUND_INTAKE_PORT", "0",
                "REBOUND_DELIVERY_TLS", "off"));
        all.putAll(settings);
        Configuration configuration = Configuration.read(Optional.empty(), all);
        Installation installation = Installation.open(configuration);
        return new SendingInstallation(
                installation, installation.start(configuration.delivery()).ports());
    }

    /** Settings for handing everything to one server at loopback. */
    static Map<String, String> smarthost(int port) {
        return Map.of("REBOUND_DELIVERY_SMARTHOST", "127.0.0.1:" + port, "REBOUND_DELIVERY_CONNECTIONS_MAX", "64");
    }

    AccountId account(int contacts, IntFunction<String> addresses) {
        return LoadEmail.account(ports.accounts(), ports.contacts(), contacts, addresses);
    }

    /** Inboxes of a new account, none of them connected. */
    WatchedInboxes inboxes(Dovecot dovecot) {
        return new WatchedInboxes(ports.inboxes(), ports.accounts().create("Bench", Instant.now()), dovecot);
    }

    /** An email to everybody in an account, ready to be sent. */
    EmailId email(AccountId account, int octets) {
        return ports.outgoing()
                .sending()
                .create(account, new EmailDraft(LoadEmail.content(octets), new Selection.Everybody()), BY);
    }

    /** Gives the order to send. */
    void send(AccountId account, EmailId email) {
        ports.outgoing().sending().send(account, email, BY);
    }

    long delivered(AccountId account, EmailId email) {
        return ports.recipients().count(account, email, DELIVERED);
    }

    /**
     * Waits until this many messages of an email have been delivered and recorded. Looking takes time from what is
     * looked at, so it rests for a part of the time that what is left will take.
     */
    void awaitDelivered(AccountId account, EmailId email, long messages) {
        long began = System.nanoTime();
        long before = delivered(account, email);
        long done = before;
        while (done < messages) {
            long elapsed = System.nanoTime() - began;
            long expected = done == before ? 0 : elapsed / (done - before) * (messages - done);
            LockSupport.parkNanos(Math.clamp(expected / 4, LOOK_LEAST.toNanos(), LOOK_MOST.toNanos()));
            done = delivered(account, email);
        }
    }

    @Override
    public void close() {
        installation.close();
    }
}
