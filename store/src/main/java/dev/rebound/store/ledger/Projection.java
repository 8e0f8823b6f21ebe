package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Writes the difference between states of addresses to the tables: statement by statement for all of them, rows
 * in the order of their keys. It knows no events: whatever the fold made of them is written, so the tables cannot
 * follow another logic than the ledger. Of what happened to a row within a batch only the outcome is written.
 *
 * <p>For one use.
 */
final class Projection {

    private final Handle handle;
    private final NodeNumber node;
    private final Map<MessageId, Beginning> beginnings = new HashMap<>();
    private final List<Change> added = new ArrayList<>();
    private final List<Change> changed = new ArrayList<>();

    /** Where a message comes from, and when it was first seen. */
    private record Beginning(Origin origin, Instant at) {}

    /** A message that is not as it was, or was not there. */
    private record Change(MessageId id, AddressKey address, Optional<MessageState> before, MessageState after) {}

    private final EmailsOfMessages emails;

    /**
     * @param entries say where new messages come from: the first observation of each does
     * @param emails of messages, those that entries begin among them
     * @param node that records, whose claims end with that
     */
    Projection(Handle handle, List<Entry> entries, EmailsOfMessages emails, NodeNumber node) {
        this.handle = handle;
        this.node = node;
        this.emails = emails;
        for (Entry entry : entries) {
            entry.message()
                    .filter(message -> entry.observation().begins())
                    .ifPresent(message -> beginnings.putIfAbsent(
                            message,
                            new Beginning(entry.origin(), entry.observation().at())));
        }
    }

    /** Writes it, and counts in {@code tally} what messages of emails were and are. */
    void write(Map<AddressKey, AddressState> before, Map<AddressKey, AddressState> after, EmailTally tally) {
        StandingRows standings = new StandingRows(handle);
        GlobalRecipients global = new GlobalRecipients(handle);
        new TreeMap<>(after).forEach((address, state) -> {
            AddressState known = before.getOrDefault(address, AddressState.EMPTY);
            compareMessages(address, known, state);
            standings.compare(address, known, state);
            if (known.globalSince().isPresent() != state.globalSince().isPresent()) {
                global.listed(address, state.globalSince().isPresent());
            }
        });
        added.sort(Comparator.comparing(Change::id));
        changed.sort(Comparator.comparing(Change::id));
        writeMessages();
        emails.lookUp(handle, changed.stream().map(Change::id).toList());
        writeQueue();
        count(tally, global);
        global.write(emails);
        standings.write();
    }

    private void count(EmailTally tally, GlobalRecipients global) {
        Stream.of(added, changed)
                .flatMap(List::stream)
                .forEach(change -> emails.of(change.id()).ifPresent(email -> {
                    String domain = change.address().domain();
                    change.before()
                            .ifPresentOrElse(
                                    before -> tally.change(email, domain, before, change.after()),
                                    () -> tally.add(email, domain, change.after()));
                    boolean isHard = EmailTally.hasBouncedHard(change.after());
                    if (isHard
                            != change.before()
                                    .filter(EmailTally::hasBouncedHard)
                                    .isPresent()) {
                        global.changed(change.address(), change.id(), isHard);
                    }
                }));
    }

    private void compareMessages(AddressKey address, AddressState before, AddressState after) {
        after.messages().forEach((id, message) -> {
            Optional<MessageState> known = before.message(id);
            if (known.isEmpty()) {
                added.add(new Change(id, address, known, message));
            } else if (!known.get().equals(message)) {
                changed.add(new Change(id, address, known, message));
            }
        });
    }

    private Beginning beginning(Change added) {
        return Objects.requireNonNull(beginnings.get(added.id()), "a message began with nothing that begins one");
    }

    private Origin origin(Change added) {
        return beginning(added).origin();
    }

    private void writeMessages() {
        LedgerSql.on(handle, "addMessage").executeTogether(added, (add, change) -> {
            Origin origin = origin(change);
            bind(add, change)
                    .bind("account", change.after().account().value())
                    .bind("email", origin.email().map(EmailId::value).orElse(null))
                    .bind("contact", origin.contact().map(ContactId::value).orElse(null))
                    .bind("address", change.address().value())
                    .bind("domain", change.address().domain())
                    .bind("recipient", origin.recipient())
                    .bind("acceptedAt", Micros.of(beginning(change).at()));
        });
        LedgerSql.on(handle, "changeMessage").executeTogether(changed, Projection::bind);
    }

    private static Prepared bind(Prepared write, Change change) {
        MessageState message = change.after();
        Optional<Verdict> verdict = message.verdict();
        return write.bind("id", change.id().value())
                .bind("status", message.status().name())
                .bind("since", Micros.of(message.since()))
                .bind("bounce", verdict.map(v -> v.type().name()).orElse(null))
                .bind("reason", verdict.map(v -> v.reason().name()).orElse(null))
                .bind("fault", verdict.map(v -> v.fault().name()).orElse(null))
                .bind("confidence", verdict.map(v -> v.confidence().name()).orElse(null))
                .bind("rule", verdict.map(v -> v.rule().value()).orElse(null))
                .bind("rulesVersion", verdict.map(Verdict::rulesVersion).orElse(null))
                .bind("matched", verdict.map(v -> Texts.toJson(v.matched())).orElse(null))
                .bind(
                        "runnerUp",
                        verdict.flatMap(Verdict::runnerUp).map(r -> r.value()).orElse(null))
                .bind("attempts", message.attempts())
                .bind("nextAttempt", Micros.of(message.nextAttempt()))
                .bind("deadline", Micros.of(message.deadline()))
                .bind("notSent", message.notSent().map(Enum::name).orElse(null))
                .bind("circuit", message.hold().map(by -> by.circuit().value()).orElse(null))
                .bind(
                        "holdStanding",
                        message.hold().map(by -> by.standing().name()).orElse(null))
                .bind(
                        "evidence",
                        message.evidence().stream().map(EvidenceId::value).collect(Collectors.joining()));
    }

    /** An attempt that was counted gives up the delivery's claim; the end of all attempts leaves the queue. */
    private void writeQueue() {
        LedgerSql.on(handle, "enqueue")
                .executeTogether(
                        added.stream()
                                .filter(change -> change.after().nextAttempt().isPresent()
                                        && origin(change).email().isPresent())
                                .toList(),
                        (enqueue, change) -> due(enqueue, change)
                                .bind(
                                        "email",
                                        origin(change).email().orElseThrow().value())
                                .bind("domain", change.address().domain()));
        LedgerSql.on(handle, "requeue")
                .executeTogether(
                        changed.stream()
                                .filter(this::isOfEmail)
                                .filter(Projection::isPutOff)
                                .toList(),
                        (requeue, change) -> due(requeue, change).bind("node", node.value()));
        LedgerSql.on(handle, "dequeue")
                .executeTogether(
                        changed.stream()
                                .filter(this::isOfEmail)
                                .filter(Projection::hasEnded)
                                .toList(),
                        (dequeue, change) -> dequeue.bind("message", change.id().value()));
    }

    /** Of others none was ever queued. */
    private boolean isOfEmail(Change change) {
        return emails.of(change.id()).isPresent();
    }

    private static boolean isPutOff(Change change) {
        return change.after().nextAttempt().isPresent()
                && change.before()
                        .filter(known -> known.attempts() != change.after().attempts())
                        .isPresent();
    }

    private static boolean hasEnded(Change change) {
        return change.after().nextAttempt().isEmpty()
                && change.before().flatMap(MessageState::nextAttempt).isPresent();
    }

    private static Prepared due(Prepared write, Change change) {
        return write.bind("message", change.id().value())
                .bind("due", Micros.of(change.after().nextAttempt().orElseThrow()));
    }
}
