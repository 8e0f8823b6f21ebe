package dev.rebound.engine.delivery;

import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.time.RealTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Finds the flows that have something due. It walks through all flows, a page at a time and round after round,
 * and through those of an email at once when {@linkplain #lookAt told} about it. A page costs an index look-up
 * a flow, so a round costs what there are emails and domains, not messages; and between two rounds it rests
 * {@value #REST_FACTOR} times as long as the last one took, so that looking never costs more than a twentieth
 * of a core.
 *
 * <p>{@link #lookAt} may be called by any thread, the rest by one.
 */
final class FlowWalk {

    private static final int PAGE = 500;
    private static final int REST_FACTOR = 20;
    /** Before a domain of any name. */
    private static final String FIRST_DOMAIN = "";

    private static final EmailId FIRST_EMAIL = new EmailId(0);

    private final MessageQueue queue;
    private final ConcurrentLinkedQueue<EmailId> told = new ConcurrentLinkedQueue<>();
    private Optional<Place> place = Optional.of(new Place(FIRST_EMAIL, FIRST_DOMAIN));
    private long walkedNanos;
    private long restUntilNanos = RealTime.nanos();

    /** How far a round has come. */
    private record Place(EmailId email, String domain) {}

    FlowWalk(MessageQueue queue) {
        this.queue = queue;
    }

    void lookAt(EmailId email) {
        told.add(email);
    }

    /** Whether there is more to see at once. */
    boolean hasMore() {
        Place start = new Place(FIRST_EMAIL, FIRST_DOMAIN);
        return !told.isEmpty() || place.filter(at -> !at.equals(start)).isPresent();
    }

    /** The flows that have something due, of those whose turn it is to be looked at. */
    List<Flow> due(Instant now) {
        List<Flow> due = new ArrayList<>();
        for (EmailId email = told.poll(); email != null; email = told.poll()) {
            lookAtAll(email, now, due);
        }
        if (place.isEmpty() && RealTime.nanos() - restUntilNanos >= 0) {
            place = Optional.of(new Place(FIRST_EMAIL, FIRST_DOMAIN));
        }
        place.ifPresent(from -> step(from, now, due));
        return due;
    }

    private void lookAtAll(EmailId email, Instant now, List<Flow> due) {
        String domain = FIRST_DOMAIN;
        List<MessageQueue.Waiting> page;
        do {
            page = queue.flows(email, domain, PAGE).stream()
                    .filter(waiting -> waiting.flow().email().equals(email))
                    .toList();
            collect(page, now, due);
            if (!page.isEmpty()) {
                domain = page.getLast().flow().domain();
            }
        } while (page.size() == PAGE);
    }

    private void step(Place from, Instant now, List<Flow> due) {
        long began = RealTime.nanos();
        List<MessageQueue.Waiting> page = queue.flows(from.email(), from.domain(), PAGE);
        collect(page, now, due);
        walkedNanos += RealTime.nanos() - began;
        if (page.size() == PAGE) {
            Flow last = page.getLast().flow();
            place = Optional.of(new Place(last.email(), last.domain()));
        } else {
            place = Optional.empty();
            restUntilNanos = RealTime.nanos() + REST_FACTOR * walkedNanos;
            walkedNanos = 0;
        }
    }

    private static void collect(List<MessageQueue.Waiting> page, Instant now, List<Flow> due) {
        page.stream()
                .filter(waiting -> !waiting.held() && !waiting.due().isAfter(now))
                .forEach(waiting -> due.add(waiting.flow()));
    }
}
