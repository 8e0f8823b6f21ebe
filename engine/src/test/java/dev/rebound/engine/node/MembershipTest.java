package dev.rebound.engine.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A process joins, keeps its lease, and knows by itself when it has lost it. Leases are short, or one would wait long. */
class MembershipTest {

    private static final Duration LEASE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Node.About ABOUT = new Node.About("north", "host", "1", "7");

    private final SharedNodes shared = new SharedNodes();
    private final List<NodeNumber> numbers = new CopyOnWriteArrayList<>();

    private Membership join() {
        Candidate candidate = new Candidate(ABOUT, new TreeMap<>());
        return Membership.join(
                new Membership.Parts(shared, shared, () -> candidate, LEASE, InstantSource.system()), numbers::add);
    }

    private static void await(BooleanSupplier what) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!what.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "it does not come");
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static Node named(Instant seenAt) {
        Node.Standing standing = new Node.Standing(seenAt, seenAt.plus(LEASE), 0, Duration.ZERO);
        return new Node(
                new NodeNumber(9), ABOUT, Instant.EPOCH, standing, Node.State.LIVE, Optional.empty(), List.of());
    }

    @Test
    void whoJoinsHasItsNumberBeforeAnythingElseAndTheDutiesThatAreFree() {
        shared.heldByAnother(Duty.WEBHOOKS);

        try (Membership member = join()) {
            assertEquals(List.of(new NodeNumber(1)), numbers);
            assertEquals(Optional.of(new NodeNumber(1)), member.number());
            assertTrue(member.holds(Duty.TIMERS));
            assertFalse(member.holds(Duty.WEBHOOKS));
        }
    }

    @Test
    void whoHasJustComeDoesNotJudgeOthersYet() {
        try (Membership member = join()) {
            assertFalse(shared.held().containsKey(Duty.TAKE_OVER));

            await(() -> member.holds(Duty.TAKE_OVER));
        }
    }

    @Test
    void itWaitsForAnEarlierLifeOfItsName() {
        Nodes.Joining taken = new Nodes.Joining.NameTaken(named(Instant.EPOCH));
        shared.tellFirst(taken, taken);

        join().close();

        assertEquals(List.of(new NodeNumber(1)), numbers);
    }

    @Test
    void itDoesNotJoinUnderTheNameOfALivingNode() {
        shared.tellFirst(
                new Nodes.Joining.NameTaken(named(Instant.EPOCH)),
                new Nodes.Joining.NameTaken(named(Instant.EPOCH.plusMillis(100))));

        NodeRefusedException refused = assertThrows(NodeRefusedException.class, this::join);

        assertTrue(refused.toString().contains("node.name"), refused::toString);
    }

    @Test
    void itDoesNotJoinWhereItDisagrees() {
        shared.tellFirst(new Nodes.Joining.Disagrees("south", List.of("inbox.key", "rules")));

        NodeRefusedException refused = assertThrows(NodeRefusedException.class, this::join);

        assertTrue(refused.toString().contains("south about: inbox.key, rules"), refused::toString);
    }

    @Test
    void withoutTheDatabaseItsLeaseEndsByItselfAndComesBackWithIt() {
        try (Membership member = join()) {
            shared.reachable(false);
            await(() -> member.number().isEmpty());
            assertFalse(member.holds(Duty.TIMERS));

            shared.reachable(true);
            await(() -> member.number().isPresent());
            assertEquals(List.of(new NodeNumber(1)), numbers);
            await(() -> member.holds(Duty.TAKE_OVER));
        }
    }

    @Test
    void whoWasTakenForDeadGoesOnAsSomebodyNew() {
        try (Membership member = join()) {
            NodeNumber first = member.number().orElseThrow();
            shared.fence(first);

            await(() -> numbers.size() == 2);
            await(() -> member.number().isPresent());
            assertNotEquals(first, member.number().orElseThrow());
            assertEquals(Set.of(numbers.getLast()), shared.living());
        }
    }

    @Test
    void whoLeavesIsNobodyAndSaysSo() {
        Membership member = join();

        member.close();

        assertEquals(Optional.empty(), member.number());
        assertEquals(Set.of(), shared.living());
        assertEquals(Set.of(), shared.held().keySet());
    }
}
