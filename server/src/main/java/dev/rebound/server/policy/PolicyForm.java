package dev.rebound.server.policy;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.policy.Consequence;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Trigger;
import dev.rebound.server.web.Visit;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of a policy as it stands in a form: what was entered stays as it is, right or wrong.
 *
 * @param rows one for each reason
 */
public record PolicyForm(List<Row> rows, boolean heedsGlobal) {

    private static final int NUMBER_LENGTH_MAX = 6;

    /** What is wrong with a row. */
    public enum RowProblem {
        BOUNCES,
        WITHIN,
        EXPIRY,
        PROBE,
        PROBE_AFTER_EXPIRY
    }

    /** What one reason does, as entered. */
    public record Row(
            Reason reason,
            SuppressWhen when,
            String bounces,
            String within,
            String expiry,
            String probe,
            boolean counts) {

        static Row of(Reason reason, Consequence consequence) {
            boolean repeats = consequence.trigger() instanceof Trigger.Repeated;
            Trigger.Repeated repeated = consequence.trigger() instanceof Trigger.Repeated r
                    ? r
                    : new Trigger.Repeated(Trigger.Repeated.BOUNCES_MIN, Duration.ofDays(1));
            return new Row(
                    reason,
                    SuppressWhen.of(consequence.trigger()),
                    repeats ? Integer.toString(repeated.bounces()) : "",
                    repeats ? Long.toString(repeated.within().toDays()) : "",
                    days(consequence.expiry()),
                    days(consequence.probe()),
                    consequence.countsTowardsGlobal());
        }

        private static String days(Optional<Duration> length) {
            return length.map(known -> Long.toString(known.toDays())).orElse("");
        }

        static Row of(Visit visit, Reason reason) {
            return new Row(
                    reason,
                    visit.form("when-" + reason, SuppressWhen.class).orElse(SuppressWhen.NEVER),
                    text(visit, "bounces-" + reason),
                    text(visit, "within-" + reason),
                    text(visit, "expiry-" + reason),
                    text(visit, "probe-" + reason),
                    !visit.form("counts-" + reason).isEmpty());
        }

        private static String text(Visit visit, String name) {
            String text = visit.form(name).strip();
            return text.substring(0, Math.min(text.length(), NUMBER_LENGTH_MAX));
        }

        /** What is wrong; what the choice does not ask for is not looked at. */
        public Optional<RowProblem> problem() {
            if (when == SuppressWhen.NEVER) {
                return Optional.empty();
            }
            if (when == SuppressWhen.REPEATED
                    && !isWithin(bounces, Trigger.Repeated.BOUNCES_MIN, Trigger.Repeated.BOUNCES_MAX)) {
                return Optional.of(RowProblem.BOUNCES);
            }
            if (when == SuppressWhen.REPEATED && !isWithin(within, 1, Trigger.Repeated.DAYS_MAX)) {
                return Optional.of(RowProblem.WITHIN);
            }
            if (!expiry.isEmpty() && !isWithin(expiry, 1, Consequence.DAYS_MAX)) {
                return Optional.of(RowProblem.EXPIRY);
            }
            if (!probe.isEmpty() && !isWithin(probe, 1, Consequence.DAYS_MAX)) {
                return Optional.of(RowProblem.PROBE);
            }
            boolean late = !expiry.isEmpty() && !probe.isEmpty() && number(probe) >= number(expiry);
            return late ? Optional.of(RowProblem.PROBE_AFTER_EXPIRY) : Optional.empty();
        }

        private static boolean isWithin(String text, int least, int most) {
            return text.matches("[0-9]{1," + NUMBER_LENGTH_MAX + "}") && number(text) >= least && number(text) <= most;
        }

        private static int number(String text) {
            return Integer.parseInt(text);
        }

        private Consequence consequence() {
            Trigger trigger = switch (when) {
                case AT_ONCE -> new Trigger.AtOnce();
                case REPEATED -> new Trigger.Repeated(number(bounces), Duration.ofDays(number(within)));
                case NEVER -> new Trigger.Never();
            };
            return when == SuppressWhen.NEVER
                    ? Consequence.none()
                    : new Consequence(trigger, length(expiry), length(probe), counts);
        }

        private static Optional<Duration> length(String days) {
            return days.isEmpty() ? Optional.empty() : Optional.of(Duration.ofDays(number(days)));
        }
    }

    /** A policy as it would be entered. */
    static PolicyForm of(Policy policy) {
        return new PolicyForm(
                Arrays.stream(Reason.values())
                        .map(reason -> Row.of(reason, policy.of(reason)))
                        .toList(),
                policy.heedsGlobal());
    }

    /** What was entered. */
    static PolicyForm of(Visit visit) {
        return new PolicyForm(
                Arrays.stream(Reason.values())
                        .map(reason -> Row.of(visit, reason))
                        .toList(),
                !visit.form("heeds-global").isEmpty());
    }

    /** Whether something is wrong. */
    public boolean isWrong() {
        return rows.stream().anyMatch(row -> row.problem().isPresent());
    }

    /** What was entered, if nothing is wrong. */
    Optional<Policy> policy() {
        if (isWrong()) {
            return Optional.empty();
        }
        Map<Reason, Consequence> table = new EnumMap<>(Reason.class);
        rows.forEach(row -> table.put(row.reason(), row.consequence()));
        return Optional.of(new Policy(table, heedsGlobal));
    }
}
