package dev.rebound.server.load;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.server.Ports;
import dev.rebound.server.boot.Installation;
import dev.rebound.server.config.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * How many messages a second are delivered, end to end: from the order to send an email to a number of
 * contacts until the last of them is recorded as taken, everything committed and synced. A whole installation
 * hands messages of 10 KB to one server, which should be {@code smtp-sink} from Debian's postfix package:
 *
 * <pre>
 * smtp-sink -u nobody 127.0.0.1:2525 1000
 * java --enable-native-access=ALL-UNNAMED -cp ... dev.rebound.server.load.DeliverySpeed FOLDER 2525 MESSAGES
 * </pre>
 */
final class DeliverySpeed {

    private static final int BODY_OCTETS = 9_500;
    private static final int CONTACTS_AT_ONCE = 5_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Ports ports;
    private final AccountId account;

    private DeliverySpeed(Ports ports, AccountId account) {
        this.ports = ports;
        this.account = account;
    }

    /**
     * Measures once and prints.
     *
     * @param args an empty data folder, the port of the server, how many messages
     */
    public static void main(String[] args) {
        int messages = Integer.parseInt(args[2]);
        Configuration configuration = Configuration.read(
                Optional.empty(),
                Map.of(
                        "REBOUND_DATA_FOLDER", args[0],
                        "REBOUND_HTTP_PORT", "0",
                        "REBOUND_INTAKE_PORT", "0",
                        "REBOUND_DELIVERY_TLS", "off",
                        "REBOUND_DELIVERY_CONNECTIONS_MAX", "64",
                        "REBOUND_DELIVERY_SMARTHOST", "127.0.0.1:" + args[1]));
        try (Installation installation = Installation.open(configuration)) {
            Ports ports = installation.start(configuration.delivery()).ports();
            AccountId account = ports.accounts().create("Load", Instant.now());
            new DeliverySpeed(ports, account).run(messages);
        }
    }

    private void run(int messages) {
        for (int from = 0; from < messages; from += CONTACTS_AT_ONCE) {
            ports.contacts().save(account, contacts(from, Math.min(messages, from + CONTACTS_AT_ONCE)), Instant.now());
        }
        EmailAddress sender = EmailAddress.parse("news@shop.example").orElseThrow();
        EmailContent content =
                new EmailContent("Load", "Load", "Shop", sender, ("x".repeat(76) + "\n").repeat(BODY_OCTETS / 77), "");
        EmailId email = ports.outgoing().sending().create(account, content, new Selection.Everybody(), "load");
        long began = System.nanoTime();
        ports.outgoing().sending().send(account, email, "load");
        EmailFigures figures = ports.emails().figures(account, email);
        long firstAt = 0;
        while (figures.delivered() < messages) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            figures = ports.emails().figures(account, email);
            if (firstAt == 0 && figures.delivered() > 0) {
                firstAt = System.nanoTime();
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%,d messages in %.1f s: %,.0f messages/s; the first after %.2f s%n",
                messages, seconds, messages / seconds, (firstAt - began) / 1e9);
    }

    private static List<NewContact> contacts(int from, int to) {
        List<NewContact> contacts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String address = "p" + i + "@d" + i % 100 + ".example";
            contacts.add(new NewContact(EmailAddress.parse(address).orElseThrow(), "Pat", "Number " + i));
        }
        return contacts;
    }
}
