package dev.rebound.engine.inbox;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * When somebody works, by their own clock. Pure.
 *
 * @param zone theirs
 * @param from begin of a day's work
 * @param to end of it, the same day, not included
 * @param days at least one
 */
public record WorkingHours(ZoneId zone, LocalTime from, LocalTime to, Set<DayOfWeek> days) {

    /** Monday to Friday from nine to five, UTC. */
    public static final WorkingHours STANDARD = new WorkingHours(
            ZoneOffset.UTC, LocalTime.of(9, 0), LocalTime.of(17, 0), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    private static final int DAYS_LOOKED_AT = 8;

    public WorkingHours {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("somebody works on one day at least");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("work begins before it ends");
        }
    }

    /** Whether somebody works at this moment. */
    public boolean include(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        LocalTime time = local.toLocalTime();
        return days.contains(local.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }

    /**
     * The moment itself if somebody works then, or else when they begin next.
     *
     * <p>Where clocks are put forward over the begin of work, it begins when the clock shows a later time; a day on which the whole of it is
     * skipped over has none.
     */
    public Instant next(Instant moment) {
        if (include(moment)) {
            return moment;
        }
        LocalDate day = moment.atZone(zone).toLocalDate();
        for (int i = 0; i <= DAYS_LOOKED_AT; i++) {
            Instant begin = day.plusDays(i).atTime(from).atZone(zone).toInstant();
            if (!begin.isBefore(moment) && include(begin)) {
                return begin;
            }
        }
        // Only a zone that leaves out a whole working day (as Samoa did in 2011) gets here.
        return moment.plus(Duration.ofDays(1));
    }

    /** The day it is there at this moment. */
    public LocalDate dayOf(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    /** When the next day begins there. */
    public Instant dayAfter(Instant moment) {
        return dayOf(moment).plusDays(1).atStartOfDay(zone).toInstant();
    }
}
