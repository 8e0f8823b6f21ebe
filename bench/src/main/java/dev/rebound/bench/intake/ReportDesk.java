package dev.rebound.bench.intake;

import dev.rebound.classify.Classifier;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.intake.ReturnDesk;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.transport.server.ReturnedMailServer;
import dev.rebound.transport.server.ServerLimits;
import dev.rebound.transport.server.SmtpServerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rebound's intake as a server runs it: SMTP server, desk, reader, rules, ledger; and messages that reports can be
 * about. Limits that protect from a single peer are off, for here one peer sends all.
 */
final class ReportDesk implements AutoCloseable {

    static final String BOUNCE_DOMAIN = "bounce.load.example";

    private static final int PER_MINUTE_MAX = Integer.MAX_VALUE;
    private static final int CHUNK = 1_000;

    private final WorldClock clock = WorldClock.system();
    private final ReturnPathSigner signer = new ReturnPathSigner(List.of(new byte[32]));
    private final Store store;
    private final AccountId account;
    private final ReturnedMailServer server;
    private final int messages;
    private long emails;

    /**
     * @param messages that an email has
     * @param connections served at once
     */
    ReportDesk(Path folder, int messages, int connections) {
        this.messages = messages;
        this.store = Store.open(folder, StoreSettings.standard());
        this.account = store.accounts().create("Load", clock.instant());
        saveContacts();
        Classifier classifier = Classifier.builtIn();
        ReturnDesk desk = new ReturnDesk(
                new ReturnDesk.Parts(
                        store.ledger(), store.messageLookup(), store.quarantine(), signer, classifier::classify),
                BOUNCE_DOMAIN,
                clock);
        SmtpServerSettings settings = new SmtpServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "intake.port",
                BOUNCE_DOMAIN,
                Optional.empty(),
                limits(connections));
        this.server = ReturnedMailServer.start(settings, desk, clock);
    }

    private static ServerLimits limits(int connections) {
        ServerLimits standard = ServerLimits.STANDARD;
        return new ServerLimits(
                connections + 10,
                connections + 10,
                standard.messageBytesMax(),
                standard.bytesInFlightMax(),
                standard.recipientsMax(),
                standard.errorsMax(),
                standard.commandsBetweenMessagesMax(),
                PER_MINUTE_MAX,
                standard.commandTime(),
                standard.messageTime(),
                standard.sessionTime(),
                standard.stopTime());
    }

    static String recipient(long number) {
        return "person" + number + "@d" + number % 1_000 + ".example.org";
    }

    private void saveContacts() {
        List<NewContact> some = new ArrayList<>();
        for (long i = 0; i < messages; i++) {
            some.add(new NewContact(EmailAddress.parse(recipient(i)).orElseThrow(), "Pat", "Number " + i));
            if (some.size() == CHUNK || i == messages - 1) {
                store.contacts().save(account, some, clock.instant());
                some.clear();
            }
        }
    }

    /** Accepts another email to everybody and answers with the number of its first message; the others follow. */
    long nextEmail() {
        EmailAddress from = EmailAddress.parse("news@load.example").orElseThrow();
        EmailContent content = new EmailContent("Load", "News", "Load", from, "Hello", "<p>Hello");
        EmailId email = store.emails()
                .create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), clock.instant());
        store.emails().startSending(account, email, clock.instant());
        int accepted = store.emails().acceptNext(email, CHUNK, clock.instant());
        while (accepted > 0) {
            accepted = store.emails().acceptNext(email, CHUNK, clock.instant());
        }
        emails++;
        return 1 + (emails - 1) * messages;
    }

    /** Where reports of a message go. */
    String returnPath(long message) {
        return signer.sign(account, new MessageId(message), clock.instant().plus(Duration.ofDays(30))) + "@"
                + BOUNCE_DOMAIN;
    }

    int port() {
        return server.address().getPort();
    }

    /** Reports that were not taken for what they are. */
    long quarantined() {
        return store.quarantine().count();
    }

    Verification verify() {
        return store.ledger().verify();
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
