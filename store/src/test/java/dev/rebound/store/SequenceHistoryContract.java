package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.engine.sequence.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sequences in random histories. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class SequenceHistoryContract extends SequencesBench {

    /**
     * Random days of people who answer, bounce, leave and are enrolled again, of a server that is away, refuses, hangs up, and of a
     * process that dies while it hands an email over. Whatever happens: no step twice, nothing after the end, nothing out of hours.
     */
    @Test
    void whateverHappensNoStepGoesOutTwiceAndNothingAfterTheEnd() {
        letters.kindly = false;
        ports.writing().habits().keep(account, inbox.id(), new WritingHabits("", 20, WEEK));
        Sequence sequence = sequence("S", step(0, "1"), step(3, "2"), step(30, "3"));
        List<Contact> people = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            people.add(contact("p" + i + "@y.example"));
        }
        Map<String, Instant> over = new HashMap<>();
        people.forEach(person -> enrol(sequence, person));
        for (int round = 0; round < 400; round++) {
            clock.jump(Duration.ofMinutes(1 + random.nextInt(30)));
            happen(people.get(random.nextInt(people.size())), over);
            try {
                keeper.run();
            } catch (LettersByChance.Killed e) {
                ports.oneToOneMessages().endInterrupted(Instant.parse("9999-01-01T00:00:00Z"));
                keeper.takeUp();
            }
        }
        Set<String> seen = new HashSet<>();
        Map<Object, Integer> days = new HashMap<>();
        for (LettersByChance.Out out : letters.out) {
            String of = "seed " + seed + ": " + out;
            assertTrue(seen.add(out.to() + " " + out.content()), of);
            assertTrue(WEEK.include(out.at()), of);
            assertTrue(!over.containsKey(out.to()) || out.at().isBefore(over.get(out.to())), of);
            days.merge(WEEK.dayOf(out.at()), 1, Integer::sum);
        }
        // An email that may have gone out is not counted as sent, so a day may have as many more as were unclear.
        assertTrue(days.values().stream().allMatch(count -> count <= 20 + 12), "seed " + seed + ": " + days);
        for (Contact person : people) {
            assertTrue(enrolmentOf(sequence, person).end().isPresent(), "seed " + seed + ": " + person.id());
        }
        assertTrue(ports.ledger().verify().agrees());
    }

    private void happen(Contact person, Map<String, Instant> over) {
        List<OneToOneCourse> written = ports.writing().courses().ofContact(account, person.id(), Optional.empty(), 1);
        Optional<MessageId> message = written.stream()
                .flatMap(course -> course.message().message().stream())
                .findFirst();
        int chance = random.nextInt(60);
        String address = person.email().text();
        if (chance == 0) {
            ports.contacts().setUnsubscribed(account, person.id(), Optional.of(clock.instant()));
            over.putIfAbsent(address, clock.instant());
        } else if (chance <= 2 && message.isPresent()) {
            Observation seen = chance == 1
                    ? new Observation.SideNote(
                            message.get(),
                            clock.instant(),
                            world.evidence("a" + clock.instant()).id(),
                            NoteKind.ANSWER)
                    : new Observation.PermanentFailure(
                            message.get(),
                            clock.instant(),
                            world.evidence("b" + clock.instant()).id(),
                            World.verdict(Reason.UNKNOWN_USER));
            world.record(address, seen);
            over.putIfAbsent(address, clock.instant());
        }
    }
}
