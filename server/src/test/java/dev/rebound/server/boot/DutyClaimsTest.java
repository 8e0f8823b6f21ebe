package dev.rebound.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.inbox.InboxClaims;
import dev.rebound.engine.inbox.InboxClaims.Claim;
import dev.rebound.engine.inbox.InboxClaims.Shift;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.node.Duties;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.node.NodeNumber;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Nodes that come and go share the inboxes evenly, and no inbox has two of them or none. */
class DutyClaimsTest {

    private final Map<Duty, NodeNumber> held = new HashMap<>();
    private int writes;

    /** As the contract of duties has it; who is not alive is taken out of the map by the test. */
    private final Duties duties = new Duties() {
        @Override
        public Set<Duty> take(NodeNumber node, Set<Duty> wanted) {
            writes++;
            wanted.forEach(duty -> held.putIfAbsent(duty, node));
            return held.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(node))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        @Override
        public void layDown(NodeNumber node, Set<Duty> laidDown) {
            writes++;
            laidDown.forEach(duty -> held.remove(duty, node));
        }

        @Override
        public Map<Duty, NodeNumber> held() {
            return Map.copyOf(held);
        }
    };

    /** A node that does with what it is told what the watches of a server do. */
    private final class Watcher {
        private final InboxClaims claims;
        private final NodeNumber number;
        private final Map<InboxId, Claim> own = new HashMap<>();
        private boolean alive = true;

        Watcher(long number) {
            this.number = new NodeNumber(number);
            this.claims = new DutyClaims(duties, new Lease() {
                @Override
                public Optional<NodeNumber> number() {
                    return Optional.of(Watcher.this.number).filter(ignored -> alive);
                }

                @Override
                public boolean holds(Duty duty) {
                    return alive;
                }

                @Override
                public int nodes() {
                    return 1;
                }
            });
        }

        void look(Set<InboxId> all) {
            Shift shift = claims.shift(all, Set.copyOf(own.keySet()));
            own.putAll(shift.taken());
            for (InboxId id : List.copyOf(own.keySet()).subList(0, shift.surplus())) {
                Objects.requireNonNull(own.remove(id)).close();
            }
        }

        void die() {
            alive = false;
            held.values().removeIf(number::equals);
        }
    }

    private static Set<InboxId> inboxes(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(InboxId::new).collect(Collectors.toSet());
    }

    private static void look(Set<InboxId> all, List<Watcher> nodes) {
        for (int i = 0; i < 10; i++) {
            nodes.forEach(node -> node.look(all));
        }
        Set<InboxId> watched = new HashSet<>();
        nodes.forEach(node -> node.own.keySet().forEach(id -> assertTrue(watched.add(id), "two watch " + id)));
        assertEquals(all, watched);
    }

    @Test
    void theFirstNodeTakesAllAndTheNextOnesGetTheirShare() {
        Set<InboxId> all = inboxes(1_001);
        Watcher first = new Watcher(1);
        look(all, List.of(first));
        Watcher second = new Watcher(2);
        look(all, List.of(first, second));
        assertEquals(Set.of(500, 501), Set.of(first.own.size(), second.own.size()));
        Watcher third = new Watcher(3);

        look(all, List.of(first, second, third));

        for (Watcher node : List.of(first, second, third)) {
            assertTrue(node.own.size() >= 333 && node.own.size() <= 334, "" + node.own.size());
        }
    }

    @Test
    void whatADeadNodeHadIsSharedByTheOthers() {
        Set<InboxId> all = inboxes(300);
        List<Watcher> nodes = List.of(new Watcher(1), new Watcher(2), new Watcher(3));
        look(all, nodes);
        Claim lost = nodes.getFirst().own.values().iterator().next();

        nodes.getFirst().die();

        assertFalse(lost.isHeld());
        look(all, nodes.subList(1, 3));
        assertEquals(150, nodes.getLast().own.size());
        assertEquals(0, nodes.getFirst().claims.shift(all, Set.of()).taken().size());
    }

    @Test
    void whereNothingIsToChangeNothingIsWritten() {
        Set<InboxId> all = inboxes(20);
        List<Watcher> nodes = List.of(new Watcher(1), new Watcher(2));
        look(all, nodes);
        int before = writes;

        look(all, nodes);

        assertEquals(before, writes);
    }

    @Test
    void anInboxJustConnectedIsWatchedAtOnceWhateverTheShares() {
        Set<InboxId> all = inboxes(2);
        List<Watcher> nodes = List.of(new Watcher(1), new Watcher(2));
        look(all, nodes);

        InboxId added = new InboxId(99);
        assertTrue(nodes.getFirst().claims.claim(added).isPresent());
        assertTrue(nodes.getLast().claims.claim(added).isEmpty());
    }
}
