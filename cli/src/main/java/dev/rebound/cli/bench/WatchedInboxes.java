package dev.rebound.cli.bench;

import dev.rebound.bench.peer.Dovecot;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.engine.inbox.NewOneToOne;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneToken;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.server.inbox.InboxFeature;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Inboxes that one Rebound watches on one Dovecot: connected, with one email sent through each. For one thread. */
final class WatchedInboxes {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK_PAUSE = Duration.ofMillis(20);
    private static final int PAGE = 500;
    private static final EmailAddress ANN =
            EmailAddress.parse("ann@there.example").orElseThrow();

    private static final String REPORT = """
            From: MAILER-DAEMON@there.example
            To: @TO@
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="x"

            --x
            Content-Type: text/plain

            Your message could not be delivered.

            --x
            Content-Type: message/delivery-status

            Reporting-MTA: dns; there.example

            Final-Recipient: rfc822; ann@there.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <ann@there.example>: User unknown

            --x
            Content-Type: text/rfc822-headers

            Message-ID: @ID@

            --x--
            """;

    private final InboxFeature.Parts parts;
    private final AccountId account;
    private final Dovecot dovecot;
    private final SecureRandom random = new SecureRandom();
    private final List<String> users = new ArrayList<>();
    private final Map<String, String> headerIds = new HashMap<>();
    private int delivered;

    WatchedInboxes(InboxFeature.Parts parts, AccountId account, Dovecot dovecot) {
        this.parts = parts;
        this.account = account;
        this.dovecot = dovecot;
    }

    /** Connects so many and sends one email through each; the server's watches take them up by themselves. */
    void connect(int count) {
        MailEndpoint server = new MailEndpoint("127.0.0.1", dovecot.port(), Protection.TLS);
        Instant now = Instant.now();
        for (int i = 0; i < count; i++) {
            String user = "sam" + i;
            EmailAddress address = EmailAddress.parse(user + "@here.example").orElseThrow();
            byte[] sealed =
                    parts.finding().box().seal(account, address.key(), new SignIn.Password(user, Dovecot.PASSWORD));
            Inbox inbox = parts.inboxes()
                    .connect(new NewInbox(account, "bench", address, "", new MailServers(server, server)), sealed, now);
            users.add(user);
            headerIds.put(user, write(inbox, now));
        }
    }

    private String write(Inbox inbox, Instant now) {
        OneToOneToken token = OneToOneToken.random(random);
        String headerId = token.messageIdFrom(inbox.address());
        OneToOneId id = parts.messages()
                .begin(new NewOneToOne(account, inbox.id(), Optional.empty(), ANN, "Lunch?", token, headerId), now);
        parts.messages()
                .sent(
                        id,
                        new Evidence(
                                EvidenceId.of("bench", id.toString()),
                                EvidenceSource.SMTP_REPLY,
                                now,
                                Diagnostic.ofText("250 2.0.0 taken"),
                                Optional.empty()))
                .join();
        return headerId;
    }

    /** Delivers a report about its email to each of so many inboxes, spread over all. */
    void deliver(int reports) throws IOException {
        for (int i = 0; i < reports; i++) {
            String user = users.get((int) ((long) i * users.size() / reports));
            delivered++;
            dovecot.deliver(
                    user,
                    "report" + delivered,
                    REPORT.replace("@TO@", user + "@here.example")
                            .replace("@ID@", Objects.requireNonNull(headerIds.get(user)))
                            .replace("\n", "\r\n"));
        }
    }

    /** What is the case now, over all of them. */
    record Seen(int connected, long reports, long looked) {}

    Seen seen() {
        int connected = 0;
        long reports = 0;
        long looked = 0;
        Optional<InboxId> after = Optional.empty();
        List<Inbox> page;
        do {
            page = parts.inboxes().page(account, after, PAGE);
            for (Inbox inbox : page) {
                boolean well = inbox.condition().state() == InboxState.CONNECTED
                        && inbox.condition().seenAt().isPresent();
                connected += well ? 1 : 0;
                reports += inbox.figures().reports();
                looked += inbox.figures().looked();
            }
            after = page.isEmpty() ? after : Optional.of(page.getLast().id());
        } while (page.size() == PAGE);
        return new Seen(connected, reports, looked);
    }

    /** Waits until all are watched; how long it took, in seconds. */
    double awaitAll() {
        long begun = System.nanoTime();
        while (seen().connected() < users.size()) {
            pause(begun, "not all inboxes were connected: " + seen());
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Waits until every report that was delivered has been found; how long it took, in milliseconds. */
    double awaitReports() {
        long begun = System.nanoTime();
        while (seen().reports() < delivered) {
            pause(begun, "not all reports were found: " + seen() + " of " + delivered);
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void pause(long begun, String failure) {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new IllegalStateException(failure);
        }
        LockSupport.parkNanos(LOOK_PAUSE.toNanos());
    }

    int delivered() {
        return delivered;
    }
}
