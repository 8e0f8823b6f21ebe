package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.Outcome;
import dev.rebound.transport.sandbox.script.SandboxScript;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxPeopleTest {

    private static final SandboxScript SCRIPT = SandboxScript.standard();

    private final SandboxPeople people = new SandboxPeople(SCRIPT, 7);

    @Test
    void theSameSeedGivesTheSamePeople() {
        assertEquals(people.ofAccount(0, 500), new SandboxPeople(SCRIPT, 7).ofAccount(0, 500));
        assertTrue(!people.ofAccount(0, 500).equals(new SandboxPeople(SCRIPT, 8).ofAccount(0, 500)));
    }

    @Test
    void everyMisfortuneHappensToSomeAndMostGetTheirMail() {
        List<SandboxPerson> thousand = people.ofAccount(0, 1_000);
        assertEquals(1_000, thousand.size());
        Map<String, Long> byBehaviour = thousand.stream()
                .collect(Collectors.groupingBy(person -> person.behaviour().name(), Collectors.counting()));
        Set<String> missing = new HashSet<>(SCRIPT.behaviours().keySet());
        missing.remove("takes-without-answer");
        missing.removeIf(name -> byBehaviour.getOrDefault(name, 0L) >= 2);
        assertEquals(Set.of(), missing);
        long delivered = thousand.stream()
                .filter(person -> person.behaviour().expect() instanceof Outcome.Delivered)
                .count();
        assertTrue(delivered > 700 && delivered < 900, "delivered: " + delivered);
    }

    @Test
    void behaviourNamedIsTheOneThatTheServersPlay() {
        for (SandboxPerson person : people.ofAccount(2, 300)) {
            assertEquals(
                    person.behaviour(), SCRIPT.behaviourOf(person.address()).orElseThrow());
        }
    }

    @Test
    void accountsHaveOnlyTheSharedPeopleInCommonAndThoseAreUnknown() {
        Set<String> shared = addresses(people.shared());
        assertTrue(shared.size() >= 5, "shared: " + shared.size());
        for (SandboxPerson person : people.shared()) {
            assertEquals(
                    new Outcome.Bounced(Reason.UNKNOWN_USER), person.behaviour().expect());
        }
        Set<String> first = addresses(people.ofAccount(0, 1_000));
        Set<String> second = addresses(people.ofAccount(1, 1_000));
        first.retainAll(second);
        assertEquals(shared, first);
    }

    @Test
    void peopleHaveNamesInTheirOwnLanguages() {
        Set<String> languages =
                people.ofAccount(0, 1_000).stream().map(SandboxPerson::language).collect(Collectors.toSet());
        assertEquals(Set.of("en", "zh", "de", "fr", "es", "ru", "ja"), languages);
    }

    @Test
    void shortListIsAsLongAsAsked() {
        assertEquals(3, people.ofAccount(0, 3).size());
        assertEquals(0, people.ofAccount(0, 0).size());
        assertThrows(IllegalArgumentException.class, () -> people.ofAccount(10, 3));
        assertThrows(IllegalArgumentException.class, () -> people.ofAccount(0, -1));
    }

    @Test
    void listsDoNotShowPeopleInLogs() {
        SandboxPerson person = people.shared().getFirst();
        assertTrue(!person.toString().contains(person.address().localPart()), person.toString());
        Behaviour behaviour = person.behaviour();
        assertTrue(person.toString().contains(behaviour.name()));
    }

    private static Set<String> addresses(List<SandboxPerson> list) {
        return list.stream()
                .map(person -> person.address().key().value())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
