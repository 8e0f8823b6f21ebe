package dev.rebound.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.policy.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every history: complete for short ones, seeded samples of long ones. */
class AddressLawsTest {

    /** All sequences of up to this many observations out of the alphabet are tried. */
    private static final int STEPS = 4;

    private static final List<Reason> REASONS = List.of(Reason.values());
    private static final List<Function<Instant, Observation>> ALPHABET = alphabet();

    private static List<Function<Instant, Observation>> alphabet() {
        List<Function<Instant, Observation>> letters = new ArrayList<>();
        for (int m = 1; m <= 2; m++) {
            MessageId message = Scene.message(m);
            AccountId account = Scene.account(m);
            String name = "m" + m;
            letters.add(at -> new Observation.Accepted(account, message, at));
            letters.add(at -> new Observation.Taken(message, at, Scene.evidence(name + "-250")));
            letters.add(at -> new Observation.TakenByRelay(message, at, Scene.evidence(name + "-relay")));
            letters.add(at -> deferral(message, at, name + "-451"));
            letters.add(at -> failure(message, at, name + "-550", Reason.UNKNOWN_USER));
            letters.add(at -> failure(message, at, name + "-soft", Reason.FILTERED));
            letters.add(at -> new Observation.Unbounce(account, at, "ann", "why"));
        }
        letters.add(Observation.TimePassed::new);
        letters.add(at -> new Observation.LeftOut(Scene.account(1), Scene.message(1), at, NotSentReason.UNSUBSCRIBED));
        return letters;
    }

    private static Observation deferral(MessageId message, Instant at, String evidence) {
        return new Observation.TemporaryFailure(
                message,
                at,
                Scene.evidence(evidence),
                Scene.verdict(BounceType.PENDING, Reason.TEMPORARY),
                at.plus(Duration.ofHours(1)));
    }

    private static Observation failure(MessageId message, Instant at, String evidence, Reason reason) {
        return new Observation.PermanentFailure(message, at, Scene.evidence(evidence), Scene.verdict(reason));
    }

    private static AddressRules.Decision decide(AddressState state, Observation observation) {
        return AddressRules.decide(Scene.ADDRESS, state, observation, Rulebook.standard());
    }

    private static AddressState fold(List<LedgerEvent> events) {
        AddressState state = AddressState.EMPTY;
        for (LedgerEvent event : events) {
            state = state.apply(event);
        }
        return state;
    }

    private record Story(AddressState state, List<LedgerEvent> events, Instant now) {}

    @Test
    void everyShortHistoryKeepsTheLaws() {
        Deque<Story> open = new ArrayDeque<>();
        open.push(new Story(AddressState.EMPTY, List.of(), Scene.START));
        int stories = 0;
        while (!open.isEmpty()) {
            Story story = open.pop();
            stories++;
            if (story.now().isAfter(Scene.START.plus(Duration.ofHours(40L * (STEPS - 1))))) {
                continue;
            }
            for (Function<Instant, Observation> letter : ALPHABET) {
                open.push(next(story, letter.apply(story.now())));
            }
        }
        assertTrue(stories > Math.pow(ALPHABET.size(), STEPS), "tried " + stories);
    }

    /** Time moves 40 hours a step, so that deadlines fall between the second and the third. */
    private static Story next(Story before, Observation observation) {
        AddressRules.Decision decision = decide(before.state(), observation);
        List<LedgerEvent> events = new ArrayList<>(before.events());
        events.addAll(decision.events());
        assertEquals(decision.after(), fold(events), () -> "a replay differs after " + events);
        assertEquals(List.of(), decide(decision.after(), observation).events(), () -> "seen twice: " + observation);
        assertOnlyWorse(before.state(), decision.after());
        assertNoOrphans(decision.after());
        return new Story(decision.after(), events, before.now().plus(Duration.ofHours(40)));
    }

    private static void assertOnlyWorse(AddressState before, AddressState after) {
        before.messages().forEach((id, was) -> {
            MessageState is = after.message(id).orElseThrow();
            assertTrue(is.status().compareTo(was.status()) >= 0, () -> was + " became " + is);
            boolean wasHard = was.status() == MessageStatus.BOUNCED && type(was) == BounceType.HARD;
            assertTrue(!wasHard || type(is) == BounceType.HARD, () -> was + " became " + is);
        });
    }

    private static BounceType type(MessageState message) {
        return message.verdict().map(Verdict::type).orElse(BounceType.SOFT);
    }

    /** Whatever suppresses has a message that hard bounced in that account; whatever counts suppresses. */
    private static void assertNoOrphans(AddressState state) {
        state.suppressions().forEach((account, suppression) -> {
            MessageState cause =
                    state.message(suppression.message().orElseThrow()).orElseThrow();
            assertEquals(account, cause.account());
            assertEquals(MessageStatus.BOUNCED, cause.status());
            assertEquals(BounceType.HARD, type(cause));
        });
        assertTrue(state.suppressions().keySet().containsAll(state.counting().keySet()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_124})
    void anyInterleavingOfAccountsEndsTheSame(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Map<Integer, List<Observation>> byAccount = histories(random);
            Outcome first = outcomeOf(interleave(byAccount, random));
            Outcome second = outcomeOf(interleave(byAccount, random));
            assertEquals(first, second, "seed " + seed + ", round " + round);
        }
    }

    /** Everything but when and by whom the scale was tipped, which is the order's to say. */
    private record Outcome(
            Map<MessageId, MessageState> messages,
            Map<AccountId, Suppression> suppressions,
            Set<AccountId> counting,
            boolean global) {}

    private static Outcome outcomeOf(List<Observation> history) {
        AddressState state = AddressState.EMPTY;
        for (Observation observation : history) {
            state = decide(state, observation).after();
        }
        return new Outcome(
                state.messages(),
                state.suppressions(),
                state.counting().keySet(),
                state.globalSince().isPresent());
    }

    private static Map<Integer, List<Observation>> histories(Random random) {
        return random.ints(1, 5)
                .distinct()
                .limit(1 + random.nextInt(4))
                .boxed()
                .collect(Collectors.toMap(account -> account, account -> history(account, random)));
    }

    /** One message an account, accepted before anything can be bounced globally, then reports about it. */
    private static List<Observation> history(int account, Random random) {
        MessageId message = Scene.message(account);
        List<Observation> history = new ArrayList<>();
        for (int step = 0; step < 1 + random.nextInt(5); step++) {
            Instant at = Scene.START.plusSeconds(60L * account + step);
            String name = "m" + account + "-" + random.nextInt(4);
            history.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Observation.Taken(message, at, Scene.evidence(name));
                        case 4 -> new Observation.TakenByRelay(message, at, Scene.evidence(name));
                        case 1 -> deferral(message, at, name);
                        case 2 -> failure(message, at, name, REASONS.get(random.nextInt(REASONS.size())));
                        default -> new Observation.SideNote(message, at, Scene.evidence(name), NoteKind.DELAY);
                    });
        }
        return history;
    }

    private static List<Observation> interleave(Map<Integer, List<Observation>> byAccount, Random random) {
        List<Observation> all = new ArrayList<>();
        List<Deque<Observation>> rest = new ArrayList<>();
        byAccount.forEach((account, history) -> {
            all.add(new Observation.Accepted(Scene.account(account), Scene.message(account), Scene.START));
            rest.add(new ArrayDeque<>(history));
        });
        while (!rest.isEmpty()) {
            int pick = random.nextInt(rest.size());
            all.add(rest.get(pick).pop());
            if (rest.get(pick).isEmpty()) {
                rest.remove(pick);
            }
        }
        return all;
    }
}
