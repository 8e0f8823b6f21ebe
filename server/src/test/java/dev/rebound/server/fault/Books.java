package dev.rebound.server.fault;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.store.LedgerInspection;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.transport.sandbox.record.RecordLine;
import dev.rebound.transport.sandbox.record.RecordReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The books of both sides, once nothing is in flight: the ledger's, and those of the mail servers that took the
 * messages. Every address gets one message only, so the two can be laid side by side.
 */
final class Books {

    /** The behaviour of a server that takes a message and does not say so. */
    private static final String SPEECHLESS = "speechless";

    private final Path data;
    private final Map<AddressKey, Message> messages = new TreeMap<>();
    private final Map<AddressKey, List<RecordLine.Accepted>> deliveries = new HashMap<>();
    private final Map<String, AddressKey> noticesOwed = new HashMap<>();
    private final Set<String> noticesTaken = new HashSet<>();

    /** The events of one message. */
    private static final class Message {
        private final MessageId id;
        private final Map<Class<?>, Integer> events = new HashMap<>();

        Message(MessageId id) {
            this.id = id;
        }

        int count(Class<? extends LedgerEvent> kind) {
            return events.getOrDefault(kind, 0);
        }

        boolean interrupted() {
            return count(LedgerEvent.Interrupted.class) > 0;
        }
    }

    private Books(Path data) {
        this.data = data;
    }

    /** Reads both. */
    static Books of(Path data, Path sink) {
        Books books = new Books(data);
        LedgerInspection.replay(data, books::add);
        RecordReader.forEach(sink, books::add);
        return books;
    }

    private void add(LedgerEvent event) {
        if (event instanceof LedgerEvent.OfMessage of) {
            messages.computeIfAbsent(event.address(), address -> new Message(of.message()))
                    .events
                    .merge(event.getClass(), 1, Integer::sum);
        }
    }

    private void add(RecordLine line) {
        switch (line) {
            case RecordLine.Accepted accepted -> {
                deliveries
                        .computeIfAbsent(accepted.recipient(), address -> new ArrayList<>())
                        .add(accepted);
                accepted.owed().ifPresent(owed -> noticesOwed.put(owed.id(), accepted.recipient()));
            }
            case RecordLine.NoticeSent sent -> noticesTaken.add(sent.id());
            case RecordLine.NoticeGivenUp _, RecordLine.FirstAttempt _ -> {
                // A report that was refused is missing among those taken; the other says nothing of the end.
            }
        }
    }

    /**
     * What the comparison gives.
     *
     * @param problems whatever must not be, in words
     */
    record Audit(
            Books books,
            long orders,
            long messages,
            long deliveries,
            long reports,
            long twice,
            long twiceBySpeechless,
            List<String> problems) {

        Audit {
            problems = List.copyOf(problems);
        }

        /** How many of these messages had arrived when their handing over was cut off. */
        long caught(Map<MessageId, Instant> cutOff) {
            return books.messages.entrySet().stream()
                    .filter(entry -> cutOff.containsKey(entry.getValue().id))
                    .filter(entry -> books.deliveries.getOrDefault(entry.getKey(), List.of()).stream()
                            .anyMatch(delivery -> delivery.at().isBefore(cutOff.get(entry.getValue().id))))
                    .count();
        }
    }

    Audit audit(Orders orders) {
        List<String> problems = new ArrayList<>();
        messages.forEach((address, message) -> check(address, message, problems));
        deliveries.keySet().stream()
                .filter(address -> !messages.containsKey(address))
                .forEach(address -> problems.add("a message nobody accepted was delivered"));
        noticesOwed.forEach((id, address) -> checkReport(id, Optional.ofNullable(messages.get(address)), problems));
        checkOrders(orders, problems);
        List<List<RecordLine.Accepted>> twice =
                deliveries.values().stream().filter(copies -> copies.size() > 1).toList();
        return new Audit(
                this,
                orders.acknowledged().size(),
                messages.size(),
                deliveries.size(),
                noticesTaken.size(),
                twice.size(),
                twice.stream()
                        .filter(copies -> copies.getFirst().behaviour().equals(SPEECHLESS))
                        .count(),
                problems);
    }

    private void check(AddressKey address, Message message, List<String> problems) {
        int copies = deliveries.getOrDefault(address, List.of()).size();
        int delivered = message.count(LedgerEvent.Delivered.class);
        int bounced = message.count(LedgerEvent.Bounced.class);
        int expired = message.count(LedgerEvent.Expired.class);
        String name = "message " + message.id + " ";
        if (delivered > 1 || bounced > 1 || expired > 1) {
            problems.add(name + "ended twice: " + message.events);
        }
        if (delivered + bounced + expired == 0 || delivered + expired > 1) {
            problems.add(name + "has no one final state: " + message.events);
        }
        if (copies > 1 && !message.interrupted()) {
            problems.add(name + "came " + copies + " times and is not marked");
        }
        if (copies > 1 + message.count(LedgerEvent.Interrupted.class)) {
            problems.add(name + "came " + copies + " times and is marked less often: " + message.events);
        }
        if (delivered > 0 && copies == 0) {
            problems.add(name + "is delivered and nobody has it");
        }
        // A report may be in the ledger before the delivery that it is about, and ends the message then.
        if (copies > 0 && delivered + bounced == 0 && !message.interrupted()) {
            problems.add(name + "arrived and is not delivered: " + message.events);
        }
    }

    private void checkReport(String id, Optional<Message> message, List<String> problems) {
        int effects =
                message.map(about -> about.count(LedgerEvent.Bounced.class)).orElse(0);
        if (!noticesTaken.contains(id)) {
            problems.add("report " + id + " was never acknowledged");
        } else if (effects != 1) {
            problems.add("report " + id + " was acknowledged and had " + effects + " effects");
        }
    }

    private void checkOrders(Orders orders, List<String> problems) {
        try (Store store = Store.open(data, StoreSettings.standard())) {
            for (EmailId email : orders.acknowledged()) {
                EmailFigures figures = store.emails().figures(orders.account(), email);
                EmailState state = store.emails()
                        .find(orders.account(), email)
                        .orElseThrow()
                        .state();
                if (state != EmailState.SENT || figures.selected() != Orders.RECIPIENTS) {
                    problems.add("email " + email + " was acknowledged and is " + state + " with " + figures.selected()
                            + " recipients");
                }
            }
        }
    }
}
