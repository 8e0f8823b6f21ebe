package dev.rebound.transport.sandbox;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.Mix;
import dev.rebound.transport.sandbox.script.Outcome;
import dev.rebound.transport.sandbox.script.SandboxDomain;
import dev.rebound.transport.sandbox.script.SandboxScript;
import dev.rebound.transport.sandbox.script.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Invents the people a rehearsal writes to. They live where the script's shares say, so most of them get
 * their mail; but every misfortune happens to a few, and some addresses that do not exist any more are in
 * everybody's list. The same script and seed give the same people.
 *
 * <p>Immutable.
 */
public final class SandboxPeople {

    /** Most people of one account. */
    public static final int COUNT_MAX = 1_000_000;

    /** People that each behaviour happens to at least, where the list is long enough. */
    private static final int EACH_BEHAVIOUR_MIN = 2;

    /** People that all accounts have in common. */
    private static final int SHARED = 8;

    /** Accounts whose people are all different, but for the shared. */
    private static final int ACCOUNTS_MAX = 10;

    /** Names tried until one has the wanted behaviour; the rarest one is had by some in a thousand. */
    private static final int TRIES_MAX = 50_000;

    private final SandboxScript script;
    private final long seed;
    private final PeopleNames names = PeopleNames.standard();
    private final List<SandboxDomain> inhabited;

    /** @param script where they live */
    public SandboxPeople(SandboxScript script, long seed) {
        this.script = script;
        this.seed = seed;
        this.inhabited = script.domains().values().stream()
                .filter(domain -> domain.share() > 0)
                .toList();
    }

    /**
     * Those whom every account has in its list, and whom every server refuses at once as unknown: sent to from three
     * accounts they are bounced globally.
     */
    public List<SandboxPerson> shared() {
        Random random = new Random(seed);
        Map<AddressKey, SandboxPerson> shared = new LinkedHashMap<>();
        for (int i = 0; i < TRIES_MAX && shared.size() < SHARED && !inhabited.isEmpty(); i++) {
            person(pick(random), "", random)
                    .filter(person -> isRefusedAsUnknown(person.behaviour()))
                    .ifPresent(person -> shared.putIfAbsent(person.address().key(), person));
        }
        return List.copyOf(shared.values());
    }

    private static boolean isRefusedAsUnknown(Behaviour behaviour) {
        return behaviour.stage() == Stage.RCPT && behaviour.expect().equals(new Outcome.Bounced(Reason.UNKNOWN_USER));
    }

    /**
     * The people of one account, the shared ones among them.
     *
     * @param account 0 to 9
     * @param count how many, at most {@link #COUNT_MAX}
     */
    public List<SandboxPerson> ofAccount(int account, int count) {
        if (account < 0 || account >= ACCOUNTS_MAX || count < 0 || count > COUNT_MAX) {
            throw new IllegalArgumentException("no such list: account " + account + ", " + count + " people");
        }
        Random random = new Random(seed + 31L * (account + 1));
        Map<AddressKey, SandboxPerson> people = new LinkedHashMap<>();
        shared().forEach(person -> people.put(person.address().key(), person));
        addEachBehaviour(people, account, random);
        long tries = 0;
        while (people.size() < count && tries < (long) TRIES_MAX + 20L * count && !inhabited.isEmpty()) {
            tries++;
            person(pick(random), number(account, random), random).ifPresent(person -> add(people, person));
        }
        List<SandboxPerson> chosen =
                new ArrayList<>(people.values().stream().limit(count).toList());
        Collections.shuffle(chosen, random);
        return List.copyOf(chosen);
    }

    /** Draws people of each domain until whatever happens there has happened to enough of them. */
    private void addEachBehaviour(Map<AddressKey, SandboxPerson> people, int account, Random random) {
        Map<String, Integer> found = new HashMap<>();
        for (SandboxDomain home : inhabited) {
            Set<String> wanted = behaviours(home)
                    .map(Behaviour::name)
                    .filter(name -> found.getOrDefault(name, 0) < EACH_BEHAVIOUR_MIN)
                    .collect(Collectors.toCollection(HashSet::new));
            for (int i = 0; i < TRIES_MAX && !wanted.isEmpty(); i++) {
                person(home, number(account, random), random)
                        .filter(person -> wanted.contains(person.behaviour().name()))
                        .filter(person -> add(people, person))
                        .map(person -> person.behaviour().name())
                        .filter(name -> found.merge(name, 1, Integer::sum) >= EACH_BEHAVIOUR_MIN)
                        .ifPresent(wanted::remove);
            }
        }
    }

    private static Stream<Behaviour> behaviours(SandboxDomain domain) {
        return domain.always().isPresent()
                ? domain.always().stream()
                : domain.mix().parts().stream().map(Mix.Part::behaviour);
    }

    private static boolean add(Map<AddressKey, SandboxPerson> people, SandboxPerson person) {
        return people.putIfAbsent(person.address().key(), person) == null;
    }

    private SandboxDomain pick(Random random) {
        int total = inhabited.stream().mapToInt(SandboxDomain::share).sum();
        int place = random.nextInt(total);
        for (SandboxDomain domain : inhabited) {
            place -= domain.share();
            if (place < 0) {
                return domain;
            }
        }
        throw new AssertionError("the shares add up to less than their sum");
    }

    /** Its last digit is the account's, which keeps the accounts' people apart. */
    private static String number(int account, Random random) {
        return Integer.toString(random.nextInt(1, 100_000) / (random.nextInt(4) == 0 ? 1 : 1_000) * 10 + account);
    }

    private Optional<SandboxPerson> person(SandboxDomain domain, String number, Random random) {
        PeopleNames.Drawn name = names.draw(domain.language(), random);
        String local = switch (random.nextInt(3)) {
            case 0 -> name.latinGiven() + "." + name.latinFamily();
            case 1 -> name.latinFamily() + "." + name.latinGiven();
            default -> name.latinGiven().charAt(0) + name.latinFamily();
        };
        return EmailAddress.parse(local + number + "@" + domain.name())
                .flatMap(address -> script.behaviourOf(address)
                        .map(behaviour -> new SandboxPerson(
                                name.given(),
                                name.family(),
                                name.displayName(),
                                domain.language(),
                                address,
                                behaviour)));
    }
}
