package dev.rebound.server.inbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.InboxConnecting;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.inbox.OneToOneWriting;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.server.LiveRebound;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A whole Rebound in which people from sales have inboxes, and what is to be seen of them. */
public final class SamsOffice implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LiveRebound rebound;

    /**
     * @param more settings, by the names of their environment variables
     */
    public SamsOffice(Path folder, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "REBOUND_INBOXES_ALLOW_PRIVATE_ADDRESSES", "true",
                "REBOUND_INBOXES_CHECK_EVERY", "2s"));
        settings.putAll(more);
        rebound = new LiveRebound(folder.resolve("data"), 1, settings);
    }

    public LiveRebound rebound() {
        return rebound;
    }

    Inboxes inboxes() {
        return rebound.ports().inboxes().inboxes();
    }

    /** What comes of connecting an inbox of Sam's. */
    public InboxConnecting.Outcome connect(String address, String name, MailServers servers, String password) {
        return connect(address, name, servers, new SignIn.Password(address, password));
    }

    InboxConnecting.Outcome connect(String address, String name, MailServers servers, SignIn signIn) {
        EmailAddress parsed = EmailAddress.parse(address).orElseThrow();
        return rebound.ports()
                .inboxes()
                .connecting()
                .connect(new NewInbox(rebound.account(), "sam", parsed, name, servers), signIn);
    }

    /**
     * An inbox of Sam's that is connected.
     *
     * @throws AssertionError if it cannot be connected
     */
    public Inbox connected(String address, String name, MailServers servers, String password) {
        InboxConnecting.Outcome outcome = connect(address, name, servers, password);
        if (outcome instanceof InboxConnecting.Outcome.Connected connected) {
            return connected.inbox();
        }
        throw new AssertionError(address + " cannot be connected: " + outcome);
    }

    /** The inbox, once it was looked into. */
    Inbox awaitSeen(Inbox inbox) {
        return await(() -> Optional.of(inbox(inbox.address().text()))
                .filter(now -> now.condition().seenAt().isPresent()));
    }

    /** The inbox of an address, as it is now. */
    Inbox inbox(String address) {
        return inboxes()
                .findByAddress(
                        rebound.account(),
                        EmailAddress.parse(address).orElseThrow().key())
                .orElseThrow();
    }

    /** The inbox of an address, once it is so. */
    Inbox awaitState(String address, InboxState state) {
        return await(
                () -> Optional.of(inbox(address)).filter(now -> now.condition().state() == state));
    }

    /** The inbox of an address, once so many reports were found in it. */
    Inbox awaitReports(String address, long reports) {
        return await(
                () -> Optional.of(inbox(address)).filter(now -> now.figures().reports() >= reports));
    }

    OneToOneMessage write(Inbox inbox, String to) {
        OneToOneSending.Outcome outcome = send(inbox, to, false);
        if (outcome instanceof OneToOneSending.Outcome.Sent sent) {
            return sent.message();
        }
        throw new AssertionError(outcome.toString());
    }

    /** What comes of a letter to an address. */
    OneToOneSending.Outcome send(Inbox inbox, String to, boolean insists) {
        OneToOneText text = OneToOneText.plain("Lunch on Friday?", "Hello,\n\nshall we?\n\nSam\n");
        OneToOneWriting written = OneToOneWriting.to(contact(to), text).insisting(insists);
        return rebound.ports().inboxes().sending().send(inbox, written);
    }

    public Contact contact(String address) {
        EmailAddress parsed = EmailAddress.parse(address).orElseThrow();
        rebound.ports()
                .contacts()
                .save(rebound.account(), List.of(new NewContact(parsed, "Ann", "Lee")), Instant.now());
        return rebound.ports()
                .contacts()
                .findByAddress(rebound.account(), parsed.key())
                .orElseThrow()
                .contact();
    }

    /** How often something of a kind is on the timeline of an address. */
    long onTimeline(String address, Class<? extends LedgerEvent> type) {
        return timeline(address, type).size();
    }

    /** Something of a kind, once it is on the timeline of an address. */
    <T extends LedgerEvent> T awaitOnTimeline(String address, Class<T> type) {
        return await(() -> timeline(address, type).stream().findFirst());
    }

    private <T extends LedgerEvent> List<T> timeline(String address, Class<T> type) {
        return rebound
                .ports()
                .contacts()
                .timeline(rebound.account(), contact(address).id(), 50)
                .stream()
                .map(entry -> entry.event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /**
     * Something, once it is there.
     *
     * @throws AssertionError if it is not there within half a minute
     */
    public <T> T await(Supplier<Optional<T>> what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> found = what.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(LOOK_PAUSE_NANOS);
        }
        throw new AssertionError(
                "it did not happen within " + PATIENCE + ": " + inboxes().page(rebound.account(), Optional.empty(), 5));
    }

    @Override
    public void close() {
        rebound.close();
    }
}
