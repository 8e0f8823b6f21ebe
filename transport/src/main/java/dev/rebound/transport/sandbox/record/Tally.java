package dev.rebound.transport.sandbox.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The record folded: what is known after its lines so far. Not thread-safe. */
final class Tally {

    private final Set<String> delivered = new HashSet<>();
    private final Map<String, Instant> firstAttempts = new HashMap<>();
    private final Map<String, OwedNotice> owed = new LinkedHashMap<>();
    private final Map<String, Long> byBehaviour = new HashMap<>();
    private long deliveries;
    private long duplicates;
    private long noticesSent;
    private long noticesGivenUp;

    void add(RecordLine line) {
        switch (line) {
            case RecordLine.Accepted accepted -> add(accepted);
            case RecordLine.FirstAttempt first -> firstAttempts.putIfAbsent(first.key(), first.at());
            case RecordLine.NoticeSent sent -> noticesSent += owed.remove(sent.id()) == null ? 0 : 1;
            case RecordLine.NoticeGivenUp given -> noticesGivenUp += owed.remove(given.id()) == null ? 0 : 1;
        }
    }

    private void add(RecordLine.Accepted accepted) {
        if (accepted.duplicate()) {
            duplicates++;
            return;
        }
        deliveries++;
        byBehaviour.merge(accepted.behaviour(), 1L, Long::sum);
        if (!accepted.messageId().isEmpty()) {
            delivered.add(identity(accepted));
        }
        accepted.owed().ifPresent(notice -> owed.put(notice.id(), notice));
    }

    /** As Cyrus, Dovecot and Exchange do it; a message without an id is never a duplicate. */
    boolean isDuplicate(RecordLine.Accepted accepted) {
        return delivered.contains(identity(accepted));
    }

    private static String identity(RecordLine.Accepted accepted) {
        return accepted.messageId() + " " + accepted.recipient().value();
    }

    Optional<Instant> firstAttempt(String key) {
        return Optional.ofNullable(firstAttempts.get(key));
    }

    List<OwedNotice> owed() {
        return List.copyOf(owed.values());
    }

    long size() {
        return deliveries + duplicates + firstAttempts.size();
    }

    DeliverySummary summary() {
        return new DeliverySummary(deliveries, duplicates, byBehaviour, owed.size(), noticesSent, noticesGivenUp);
    }
}
