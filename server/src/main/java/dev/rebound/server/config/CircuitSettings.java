package dev.rebound.server.config;

import dev.rebound.core.guard.GuardSettings;
import java.time.Duration;
import java.util.List;

/** When circuits of the guard open and close. */
final class CircuitSettings {

    private static final GuardSettings STANDARD = GuardSettings.standard();

    private static final Setting<Integer> FAILURES_MIN = Kinds.number(
            "guard.failures-min",
            2,
            1_000_000,
            STANDARD.failuresMin(),
            "How many failures in ten minutes a circuit needs at least to open.");
    private static final Setting<Integer> TIMES_USUAL = Kinds.number(
            "guard.times-usual",
            2,
            1_000,
            STANDARD.timesUsual(),
            "How many times as many as usual in seven days they must be.");
    private static final Setting<Integer> GOOD_PERCENT = Kinds.number(
            "guard.good-percent",
            0,
            100,
            STANDARD.goodPercent(),
            "How many of a hundred must be of addresses that took mail not long ago. Not asked where the fault is ours.");
    private static final Setting<Duration> GOOD_FOR = Kinds.duration(
            "guard.good-for",
            Duration.ofDays(1),
            Duration.ofDays(3_650),
            STANDARD.goodFor(),
            "How long an address that took mail counts as one that does.");
    private static final Setting<Duration> QUIET_FOR = Kinds.duration(
            "guard.quiet-for",
            Duration.ofMinutes(10),
            Duration.ofDays(1),
            STANDARD.quietFor(),
            "How long failures must be as usual again until a circuit closes and what it held is rolled back.");
    private static final Setting<Duration> OPEN_MAX = Kinds.duration(
            "guard.open-max",
            Duration.ofDays(1),
            Duration.ofDays(30),
            STANDARD.openMax(),
            "How long a circuit stays open if they do not: then they are the new usual, and what it held is released.");

    /** Every setting of this component. */
    static final List<Setting<?>> ALL = List.of(FAILURES_MIN, TIMES_USUAL, GOOD_PERCENT, GOOD_FOR, QUIET_FOR, OPEN_MAX);

    private CircuitSettings() {}

    static GuardSettings from(Values values) {
        return new GuardSettings(
                values.get(FAILURES_MIN),
                values.get(TIMES_USUAL),
                values.get(GOOD_PERCENT),
                values.get(GOOD_FOR),
                values.get(QUIET_FOR),
                values.get(OPEN_MAX));
    }
}
