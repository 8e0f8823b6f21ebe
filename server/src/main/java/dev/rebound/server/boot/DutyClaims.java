package dev.rebound.server.boot;

import dev.rebound.engine.inbox.InboxClaims;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.node.Duties;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.node.NodeNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Of several nodes one watches an inbox: it is a duty, held as long as its node's lease lasts, and taken over after that. Nodes that
 * watch share the inboxes evenly (ADR 41): each says by a duty of its own that it watches, so that a share is counted among those only,
 * takes what is free up to its share, all in one transaction, and gives up what it has beyond it. A node that finds nothing to
 * change writes nothing. Thread-safe.
 */
final class DutyClaims implements InboxClaims {

    private static final String INBOX = "inbox:";
    private static final String WATCHER = "inbox-watcher:";

    /** Claimed with one transaction. */
    private static final int CLAIMED_AT_ONCE_MAX = 500;

    private final Duties duties;
    private final Lease lease;

    DutyClaims(Duties duties, Lease lease) {
        this.duties = duties;
        this.lease = lease;
    }

    private static Duty duty(InboxId inbox) {
        return new Duty(INBOX + inbox.value());
    }

    @Override
    public Optional<Claim> claim(InboxId inbox) {
        Duty duty = duty(inbox);
        return lease.number()
                .filter(node -> duties.take(node, Set.of(duty)).contains(duty))
                .map(node -> new Held(node, duty));
    }

    @Override
    public Shift shift(Set<InboxId> all, Set<InboxId> own) {
        return lease.number().map(node -> shift(node, all, own)).orElseGet(() -> new Shift(Map.of(), 0));
    }

    private Shift shift(NodeNumber node, Set<InboxId> all, Set<InboxId> own) {
        Duty watching = new Duty(WATCHER + node.value());
        Set<Duty> held = duties.held().keySet();
        boolean known = held.contains(watching);
        long watchers =
                held.stream().filter(duty -> duty.name().startsWith(WATCHER)).count() + (known ? 0 : 1);
        int share = InboxClaims.share(all.size(), Math.toIntExact(watchers));
        List<InboxId> free = new ArrayList<>(all.stream()
                .filter(id -> !own.contains(id) && !held.contains(duty(id)))
                .toList());
        // Nodes that start together would else all want the same ones.
        Collections.shuffle(free);
        List<InboxId> wanted =
                free.subList(0, Math.clamp(share - own.size(), 0, Math.min(free.size(), CLAIMED_AT_ONCE_MAX)));
        int surplus = Math.max(0, own.size() - share);
        return known && wanted.isEmpty()
                ? new Shift(Map.of(), surplus)
                : new Shift(taken(node, watching, wanted), surplus);
    }

    private Map<InboxId, Claim> taken(NodeNumber node, Duty watching, List<InboxId> wanted) {
        Set<Duty> asked = new TreeSet<>(wanted.stream().map(DutyClaims::duty).toList());
        asked.add(watching);
        Set<Duty> now = duties.take(node, asked);
        Map<InboxId, Claim> taken = new HashMap<>();
        wanted.stream().filter(id -> now.contains(duty(id))).forEach(id -> taken.put(id, new Held(node, duty(id))));
        return taken;
    }

    private final class Held implements Claim {
        private final NodeNumber node;
        private final Duty duty;

        Held(NodeNumber node, Duty duty) {
            this.node = node;
            this.duty = duty;
        }

        /** Who was fenced and joined again has another number, and another may have the inbox by now. */
        @Override
        public boolean isHeld() {
            return lease.number().filter(node::equals).isPresent();
        }

        @Override
        public void close() {
            duties.layDown(node, Set.of(duty));
        }
    }
}
