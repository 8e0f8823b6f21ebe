package dev.rebound.server.email;

import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Sample;
import dev.rebound.server.web.Visit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an email goes out and to whom first, as somebody fills it in.
 *
 * @param later whether at a set time
 * @param date as browsers send it, for example {@code 2026-12-01}
 * @param time for example {@code 09:00}
 * @param zone in which they are meant, for example {@code Europe/Berlin}
 * @param sampled whether to a sample first
 * @param size of the sample
 * @param minutes until it is judged
 * @param limit of hard bounces, in percent
 * @param problems with what was filled in
 */
public record PlanForm(
        boolean later,
        String date,
        String time,
        String zone,
        boolean sampled,
        String size,
        String minutes,
        String limit,
        List<PlanProblem> problems) {

    /** Minutes that are offered. */
    private static final List<Integer> WAITS = List.of(15, 30, 60, 120, 240, 480, 1_440, 2_880, 4_320);

    /** Zones that are offered; any other can be typed. */
    public static final List<String> ZONES = List.of(
            "UTC",
            "Europe/London",
            "Europe/Berlin",
            "Europe/Paris",
            "Europe/Madrid",
            "Europe/Istanbul",
            "Europe/Moscow",
            "Africa/Lagos",
            "Africa/Johannesburg",
            "Asia/Dubai",
            "Asia/Kolkata",
            "Asia/Bangkok",
            "Asia/Singapore",
            "Asia/Shanghai",
            "Asia/Hong_Kong",
            "Asia/Tokyo",
            "Asia/Seoul",
            "Australia/Sydney",
            "Pacific/Auckland",
            "America/Sao_Paulo",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles");

    private static final String LATER = "later";
    private static final int SIZE_STANDARD = 1_000;
    private static final double PER_CENT = 100;
    private static final Duration AHEAD_MAX = Duration.ofDays(366);

    /** What can be wrong with it; the text of each says how it should be. */
    public enum PlanProblem {
        NO_TIME,
        UNKNOWN_ZONE,
        PAST,
        TOO_FAR,
        SIZE,
        WAIT,
        LIMIT
    }

    public PlanForm {
        problems = List.copyOf(problems);
    }

    /** What an email is planned to do, with a sensible time where none is set. */
    static PlanForm of(MarketingEmail email, Instant now, ZoneId zone) {
        Optional<Instant> startsAt = email.plan().startsAt();
        Instant shown = startsAt.orElseGet(() -> now.plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS));
        Optional<Sample> sample = email.plan().sample();
        return new PlanForm(
                startsAt.isPresent(),
                LocalDate.ofInstant(shown, zone).toString(),
                LocalTime.ofInstant(shown, zone).truncatedTo(ChronoUnit.MINUTES).toString(),
                zone.getId(),
                sample.isPresent(),
                Integer.toString(sample.map(Sample::size).orElse(SIZE_STANDARD)),
                Long.toString(sample.map(Sample::judgedAfter)
                        .orElse(Sample.JUDGED_AFTER_STANDARD)
                        .toMinutes()),
                percent(sample.map(Sample::hardMax).orElse(Sample.HARD_MAX_STANDARD)),
                List.of());
    }

    private static String percent(double share) {
        double percent = Math.rint(share * Sample.LIMIT_PARTS) / (Sample.LIMIT_PARTS / PER_CENT);
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }

    /** What was filled in, with what is wrong with it. */
    static PlanForm read(Visit visit, Instant now) {
        PlanForm form = new PlanForm(
                visit.form("when").equals(LATER),
                visit.form("date").strip(),
                visit.form("time").strip(),
                visit.form("zone").strip(),
                !visit.form("sampled").isEmpty(),
                visit.form("size").strip(),
                visit.form("wait").strip(),
                visit.form("limit").strip(),
                List.of());
        List<PlanProblem> problems = new ArrayList<>();
        form.checkTime(now, problems);
        form.checkSample(problems);
        return new PlanForm(
                form.later,
                form.date,
                form.time,
                form.zone,
                form.sampled,
                form.size,
                form.minutes,
                form.limit,
                problems);
    }

    private void checkTime(Instant now, List<PlanProblem> problems) {
        if (!later) {
            return;
        }
        if (knownZone().isEmpty()) {
            problems.add(PlanProblem.UNKNOWN_ZONE);
        } else if (typedMoment().isEmpty()) {
            problems.add(PlanProblem.NO_TIME);
        } else if (typedMoment().get().isBefore(now)) {
            problems.add(PlanProblem.PAST);
        } else if (typedMoment().get().isAfter(now.plus(AHEAD_MAX))) {
            problems.add(PlanProblem.TOO_FAR);
        }
    }

    private void checkSample(List<PlanProblem> problems) {
        if (!sampled) {
            return;
        }
        if (number(size)
                .filter(n -> n >= 1 && n <= Sample.SIZE_MAX && n == Math.rint(n))
                .isEmpty()) {
            problems.add(PlanProblem.SIZE);
        }
        if (number(minutes)
                .filter(n -> n >= 1 && n <= Sample.JUDGED_AFTER_MAX.toMinutes())
                .isEmpty()) {
            problems.add(PlanProblem.WAIT);
        }
        if (number(limit).filter(n -> n >= 0 && n <= PER_CENT).isEmpty()) {
            problems.add(PlanProblem.LIMIT);
        }
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text.replace(',', '.')));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private Optional<ZoneId> knownZone() {
        try {
            return Optional.of(ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private Optional<Instant> typedMoment() {
        try {
            LocalDate day = LocalDate.parse(date);
            LocalTime at = LocalTime.parse(time);
            return knownZone().map(known -> day.atTime(at).atZone(known).toInstant());
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }

    /** Minutes to choose from: those that are offered, and the one that is chosen. */
    public List<Integer> waits() {
        return Stream.concat(
                        WAITS.stream(),
                        number(minutes)
                                .filter(n -> n >= 1 && n <= Sample.JUDGED_AFTER_MAX.toMinutes())
                                .map(Double::intValue)
                                .stream())
                .distinct()
                .sorted()
                .toList();
    }

    public boolean isGood() {
        return problems.isEmpty();
    }

    public boolean has(PlanProblem problem) {
        return problems.contains(problem);
    }

    /** When it is to be sent; empty for now. Only of a good one. */
    Optional<Instant> startsAt() {
        return later ? typedMoment() : Optional.empty();
    }

    /** To whom first; empty for everybody. Only of a good one. */
    Optional<Sample> sample() {
        if (!sampled) {
            return Optional.empty();
        }
        return Optional.of(new Sample(
                number(size).orElseThrow().intValue(),
                Duration.ofMinutes(number(minutes).orElseThrow().longValue()),
                number(limit).orElseThrow() / PER_CENT));
    }
}
