package dev.rebound.store;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Policies of every kind: presets, and tables in which each reason repeats, expires, is probed and counts or not. */
final class RandomPolicy {

    private static final int DAYS_MAX = 20;

    private RandomPolicy() {}

    static Policy of(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Policy.standard();
            case 1 -> Policy.protective();
            default -> table(random);
        };
    }

    private static Policy table(Random random) {
        Map<Reason, Consequence> table = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            table.put(reason, consequence(random));
        }
        return new Policy(table, random.nextInt(4) != 0);
    }

    private static Consequence consequence(Random random) {
        if (random.nextInt(4) == 0) {
            return Consequence.none();
        }
        Trigger trigger = random.nextBoolean()
                ? new Trigger.AtOnce()
                : new Trigger.Repeated(2 + random.nextInt(2), days(random, 0));
        Optional<Duration> probe =
                random.nextInt(4) != 0 ? Optional.of(Duration.ofDays(1L + random.nextInt(4))) : Optional.empty();
        Optional<Duration> expiry = random.nextBoolean() ? Optional.of(days(random, DAYS_MAX)) : Optional.empty();
        return new Consequence(trigger, expiry, probe, random.nextInt(4) == 0);
    }

    private static Duration days(Random random, int more) {
        return Duration.ofDays(1L + more + random.nextInt(DAYS_MAX));
    }
}
