package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.node.Candidate;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.node.Nodes;
import dev.rebound.engine.node.Nodes.Joining;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every store promises about nodes and their duties. A lease that ended an hour ago stands for silence. */
abstract class NodesContract extends PortContract {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration OVER = LONG.negated();
    private static final Duration ENDED = Nodes.GRACE.dividedBy(2).negated();

    private static Candidate candidate(String name, String... agreed) {
        TreeMap<String, String> alike = new TreeMap<>();
        for (String each : agreed) {
            alike.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return new Candidate(new Node.About(name, "host-" + name, "1.0", "r1"), alike);
    }

    private NodeNumber join(String name, Duration lease) {
        return assertInstanceOf(Joining.Joined.class, ports.nodes().join(candidate(name), lease))
                .number();
    }

    private Optional<Nodes.Beat> beat(NodeNumber node, Duration lease) {
        return ports.nodes().beat(node, new Nodes.Report(lease, 7, "r2", Instant.now()));
    }

    private Node node(NodeNumber number) {
        return ports.nodes().list(100).stream()
                .filter(node -> node.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatANodeSaysOfItselfIsKnown() {
        NodeNumber number = join("ann", LONG);
        Nodes.Beat beat = beat(number, LONG).orElseThrow();

        Node node = node(number);
        assertEquals(new Node.About("ann", "host-ann", "1.0", "r2"), node.about());
        assertEquals(Node.State.LIVE, node.state());
        assertEquals(7, node.standing().inHand());
        assertEquals(
                LONG, Duration.between(node.standing().seenAt(), node.standing().leaseUntil()));
        assertTrue(beat.clockAhead().abs().compareTo(Duration.ofMinutes(1)) < 0);
    }

    @Test
    void everyLifeHasItsOwnNumber() {
        NodeNumber first = join("ann", LONG);
        ports.nodes().leave(first);
        NodeNumber second = join("ann", LONG);

        assertTrue(second.value() > first.value());
        assertEquals(Optional.empty(), beat(first, LONG));
    }

    @Test
    void onlyThoseWhoseLeaseHasBeenOverForAWhileAreFenced() {
        NodeNumber live = join("live", LONG);
        NodeNumber ended = join("ended", ENDED);
        NodeNumber silent = join("silent", OVER);

        List<Node> fenced = ports.nodes().fenceSilent(live);

        assertEquals(List.of(silent), fenced.stream().map(Node::number).toList());
        assertEquals(Node.State.LOST, node(silent).state());
        assertEquals(Optional.empty(), beat(silent, LONG));
        assertTrue(beat(ended, LONG).isPresent());
        assertEquals(List.of(), ports.nodes().fenceSilent(live));
    }

    @Test
    void theNodesThatShareTheWorkAreThoseThatAreNotSilent() {
        NodeNumber one = join("one", LONG);
        int before = beat(one, LONG).orElseThrow().nodes();
        NodeNumber two = join("two", LONG);
        join("silent", OVER);

        assertEquals(before + 1, beat(one, LONG).orElseThrow().nodes());
        ports.nodes().leave(two);
        assertEquals(before, beat(one, LONG).orElseThrow().nodes());
    }

    @Test
    void whoDiffersInWhatAllMustHaveAlikeIsToldInWhat() {
        ports.nodes().list(100).forEach(node -> ports.nodes().leave(node.number()));
        Joining first = ports.nodes().join(candidate("ann", "dkim=1", "guard=1", "bounces=1"), LONG);
        Joining other = ports.nodes().join(candidate("bob", "dkim=2", "guard=1", "zone=1"), LONG);

        assertInstanceOf(Joining.Joined.class, first);
        assertEquals(new Joining.Disagrees("ann", List.of("bounces", "dkim", "zone")), other);
    }

    @Test
    void aDutyIsOneNodesUntilThatIsSilentOrLaysItDown() {
        Duty inbox = new Duty("inbox:17");
        Set<Duty> both = Set.of(inbox, Duty.GUARD);
        NodeNumber one = join("one", LONG);
        NodeNumber two = join("two", LONG);

        assertEquals(both, ports.duties().take(one, both));
        assertEquals(Set.of(), ports.duties().take(two, both));
        assertEquals(both, ports.duties().take(one, Set.of()));
        ports.duties().layDown(two, both);
        ports.duties().layDown(one, Set.of(inbox));
        assertEquals(Set.of(inbox), ports.duties().take(two, both));
        assertEquals(Map.of(inbox, two, Duty.GUARD, one), ports.duties().held());
        assertEquals(List.of(inbox), node(two).duties());

        assertTrue(beat(one, ENDED).isPresent());
        assertEquals(Set.of(inbox), ports.duties().take(two, both));
        assertTrue(beat(one, OVER).isPresent());
        assertEquals(both, ports.duties().take(two, both));
    }

    @Test
    void dutiesOfOneThatEndedAreFreeAtOnceAndItGetsNoMore() {
        Set<Duty> guard = Set.of(Duty.GUARD);
        NodeNumber one = join("one", LONG);
        NodeNumber two = join("two", LONG);
        ports.duties().take(one, guard);

        ports.nodes().leave(one);

        assertEquals(Set.of(), ports.duties().take(one, guard));
        assertEquals(guard, ports.duties().take(two, guard));
    }

    @Test
    void whatHasEndedIsSettledOnceAndForgottenLater() {
        NodeNumber one = join("one", LONG);
        NodeNumber two = join("two", LONG);
        ports.nodes().leave(one);
        assertTrue(ports.nodes().unsettled().stream().map(Node::number).toList().contains(one));

        assertEquals(Optional.empty(), ports.nodes().settle(two, one, World.NOON), "it is alive");
        Node.Settled settled = ports.nodes().settle(one, two, World.NOON).orElseThrow();
        assertEquals(Optional.empty(), ports.nodes().settle(one, two, World.NOON));
        assertEquals(two, settled.by());
        assertEquals(0, settled.returned());
        assertEquals(settled, node(one).ending().orElseThrow().settled().orElseThrow());

        ports.nodes().forgetSettled(LONG);
        assertEquals(one, node(one).number());
        ports.nodes().forgetSettled(OVER);
        assertTrue(
                ports.nodes().list(100).stream().noneMatch(node -> node.number().equals(one)));
    }

    @Test
    void theLivingAreListedFirstThenTheLastThatEnded() {
        NodeNumber one = join("one", LONG);
        NodeNumber two = join("two", LONG);
        NodeNumber three = join("three", LONG);
        ports.nodes().leave(one);
        ports.nodes().leave(two);

        List<NodeNumber> listed = ports.nodes().list(100).stream()
                .map(Node::number)
                .filter(number -> number.value() >= one.value())
                .toList();
        assertEquals(List.of(three, two, one), listed);
    }
}
