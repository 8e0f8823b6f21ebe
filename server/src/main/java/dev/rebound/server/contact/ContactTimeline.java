package dev.rebound.server.contact;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.contact.TimelineEntry;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.server.i18n.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the contact page tells, newest first: what the ledger knows of the address, and one-to-one emails that never became a message of the
 * ledger because they were not handed over, or nobody knows.
 */
final class ContactTimeline {

    private ContactTimeline() {}

    static List<TimelineLine> lines(List<TimelineEntry> ledger, List<OneToOneCourse> oneToOne, Wording wording) {
        Map<MessageId, OneToOneId> letters = new HashMap<>();
        oneToOne.forEach(course -> course.message()
                .message()
                .ifPresent(message -> letters.put(message, course.message().id())));
        List<TimelineLine> lines = new ArrayList<>();
        ledger.stream()
                // One that is written to a person is handed over at once: that it was queued says nothing more.
                .filter(entry -> !(entry.isOneToOne() && entry.event() instanceof LedgerEvent.Queued))
                .map(entry -> TimelineLine.of(entry, letter(entry.event(), letters), wording))
                .forEach(lines::add);
        oneToOne.stream()
                .filter(course -> course.message().message().isEmpty())
                .map(course -> TimelineLine.of(course, wording))
                .forEach(lines::add);
        // Stable: events of one moment stay in the order of the ledger.
        lines.sort(Comparator.comparing(TimelineLine::at).reversed());
        return List.copyOf(lines);
    }

    private static Optional<OneToOneId> letter(LedgerEvent event, Map<MessageId, OneToOneId> letters) {
        return event instanceof LedgerEvent.OfMessage ofMessage
                ? Optional.ofNullable(letters.get(ofMessage.message()))
                : Optional.empty();
    }
}
