package dev.rebound.engine.inbox;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.inbox.OneToOneMessage.OneToOneState;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.ledger.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One-to-one emails in memory, and what the ledger was told of them. */
final class KeptInMemory implements OneToOneMessages, Ledger {

    final List<OneToOneMessage> messages = new ArrayList<>();
    final List<Observation> observed = new ArrayList<>();

    @Override
    public OneToOneId begin(NewOneToOne email, OneToOneContent content, Instant at) {
        OneToOneId id = new OneToOneId(messages.size() + 1L);
        Optional<MessageId> number = Optional.of(new MessageId(id.value()));
        messages.add(new OneToOneMessage(id, email, at, OneToOneState.SENT, number, ""));
        return id;
    }

    @Override
    public CompletableFuture<MessageId> refused(OneToOneId id, Evidence evidence, Verdict verdict) {
        throw new UnsupportedOperationException("all are sent");
    }

    @Override
    public void copied(OneToOneId id, OneToOneCourse.SentCopyState copy, String words) {
        throw new UnsupportedOperationException("nothing is copied");
    }

    @Override
    public CompletableFuture<MessageId> sent(OneToOneId id, Evidence evidence) {
        return CompletableFuture.completedFuture(new MessageId(id.value()));
    }

    @Override
    public void ended(OneToOneId id, OneToOneState state, String words) {
        throw new UnsupportedOperationException("all are sent");
    }

    @Override
    public int endInterrupted(Instant begunBefore) {
        return 0;
    }

    @Override
    public Optional<OneToOneMessage> find(AccountId account, OneToOneId id) {
        return messages.stream().filter(message -> message.id().equals(id)).findFirst();
    }

    @Override
    public List<OneToOneMessage> page(AccountId account, Optional<OneToOneId> before, int limit) {
        return List.copyOf(messages);
    }

    @Override
    public Optional<OneToOneMessage> withToken(InboxId inbox, OneToOneToken token) {
        return messages.stream()
                .filter(message -> message.email().token().equals(token))
                .findFirst();
    }

    @Override
    public Optional<OneToOneMessage> withHeaderId(InboxId inbox, String headerId) {
        return messages.stream()
                .filter(message -> message.email().headerId().equals(headerId))
                .findFirst();
    }

    @Override
    public List<OneToOneMessage> toAddress(InboxId inbox, AddressKey address, Period period, int limit) {
        return messages.stream()
                .filter(message -> message.email().recipient().key().equals(address))
                .filter(message ->
                        !message.at().isBefore(period.from()) && !message.at().isAfter(period.to()))
                .sorted(Comparator.comparing(OneToOneMessage::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public CompletableFuture<List<LedgerEvent>> record(
            AddressKey address, Observation observation, Optional<Evidence> evidence) {
        observed.add(observation);
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public AddressState state(AddressKey address) {
        return AddressState.EMPTY;
    }

    @Override
    public CompletableFuture<Integer> expireOverdue(Instant now, int limit) {
        return CompletableFuture.completedFuture(0);
    }

    @Override
    public Optional<Instant> nextDeadline() {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> lastEventAt() {
        return Optional.empty();
    }

    @Override
    public void replay(Consumer<LedgerEvent> consumer) {
        throw new UnsupportedOperationException("nothing is replayed");
    }

    @Override
    public Verification verify() {
        throw new UnsupportedOperationException("nothing is verified");
    }
}
