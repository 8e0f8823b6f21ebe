package dev.rebound.server.i18n;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;

/**
 * How everything is said to one reader: texts by key, names of enum constants, numbers, shares and
 * moments. A missing text is an error, never a key on a page. Immutable.
 *
 * @param zone in which moments are shown
 */
public record Wording(Language language, ZoneId zone) {

    private static final Duration AXIS_WITH_SECONDS_MAX = Duration.ofMinutes(10);
    private static final Duration AXIS_WITHIN_A_DAY_MAX = Duration.ofHours(20);
    private static final Duration AXIS_WITH_HOURS_MAX = Duration.ofDays(10);
    private static final double PERMILLE = 0.001;

    /**
     * The text of a key.
     *
     * @param arguments numbers and moments are written by locale, anything else as it is
     */
    public String text(String key, Object... arguments) {
        return Catalogue.of(language).phrase(key).fill(Arrays.asList(arguments), this::written);
    }

    /** Whether there is a text for the key. */
    public boolean has(String key) {
        return Catalogue.of(language).has(key);
    }

    /** What a constant is called: the text of the key {@code Reason.UNKNOWN_USER}. */
    public String name(Enum<?> constant) {
        return text(key(constant));
    }

    /** What a constant means: the text of the key {@code Reason.UNKNOWN_USER.meaning}. */
    public String meaning(Enum<?> constant) {
        return text(key(constant) + ".meaning");
    }

    /**
     * A note of a rule or a code: in the reader's language if it comes with Rebound, else as it was written.
     *
     * @param written the note as it stands beside the rule
     */
    public Note note(String written) {
        return NoteCatalogue.chinese(written)
                .map(chinese -> switch (language) {
                    case ENGLISH -> new Note(written, language.tag());
                    case CHINESE -> new Note(chinese, language.tag());
                })
                .orElseGet(() -> new Note(written, ""));
    }

    private static String key(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }

    private String written(Object argument) {
        return switch (argument) {
            case Number number -> number(number.longValue());
            case Instant moment -> dateTime(moment);
            case Enum<?> constant -> name(constant);
            default -> argument.toString();
        };
    }

    /** A whole number with its separators. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(language.locale()).format(number);
    }

    /** A number with one decimal, cut off: what misses a limit by a little must not look as if it kept it. */
    public String decimal(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(language.locale());
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        format.setRoundingMode(RoundingMode.DOWN);
        return format.format(number);
    }

    /** A size of a file: kilobytes, or megabytes with one digit behind the point; decimal ones, as disks and limits have. */
    public String size(long octets) {
        return octets < 1_000_000
                ? number((octets + 999) / 1_000) + " KB"
                : String.format(language.locale(), "%.1f MB", octets / 1_000_000.0);
    }

    /** A share of 0 to 1 as a percentage; with one decimal, two below one percent. */
    public String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(language.locale());
        boolean whole = Math.abs(share * 100 - Math.rint(share * 100)) < PERMILLE;
        format.setMinimumFractionDigits(whole ? 0 : 1);
        format.setMaximumFractionDigits(!whole && share < 0.01 ? 2 : 1);
        return format.format(share);
    }

    /** Day and time of day. */
    public String dateTime(Instant moment) {
        String pattern = language == Language.CHINESE ? "y年M月d日 HH:mm" : "d MMM y, HH:mm";
        return format(moment, pattern);
    }

    /** Day and time of day with seconds. */
    public String exactly(Instant moment) {
        String pattern = language == Language.CHINESE ? "y年M月d日 HH:mm:ss" : "d MMM y, HH:mm:ss";
        return format(moment, pattern);
    }

    /** Day of the week, day and time of day: where a mistake about the day would matter. */
    public String fully(Instant moment) {
        return format(moment, language == Language.CHINESE ? "y年M月d日 EEEE HH:mm" : "EEEE d MMMM y, HH:mm");
    }

    /** The time of day. */
    public String timeOfDay(Instant moment) {
        return format(moment, "HH:mm");
    }

    /** A day of the calendar. */
    public String date(LocalDate day) {
        return DateTimeFormatter.ofPattern(language == Language.CHINESE ? "y年M月d日" : "d MMM y", language.locale())
                .format(day);
    }

    /** Day and time of day for dense tables: without the year if it is the present one. */
    public String shortly(Instant moment, Instant now) {
        return moment.atZone(zone).getYear() == now.atZone(zone).getYear() ? shortly(moment) : dateTime(moment);
    }

    private String shortly(Instant moment) {
        return format(moment, language == Language.CHINESE ? "M月d日 HH:mm" : "d MMM, HH:mm");
    }

    /** As much of a moment as tells it from others on an axis of this length. */
    public String onAxis(Instant moment, Duration length) {
        if (length.compareTo(AXIS_WITH_SECONDS_MAX) < 0) {
            return format(moment, "HH:mm:ss");
        }
        if (length.compareTo(AXIS_WITH_HOURS_MAX) > 0) {
            return format(moment, language == Language.CHINESE ? "M月d日" : "d MMM");
        }
        return length.compareTo(AXIS_WITHIN_A_DAY_MAX) < 0 ? format(moment, "HH:mm") : shortly(moment);
    }

    /** The day. */
    public String date(Instant moment) {
        return format(moment, language == Language.CHINESE ? "y年M月d日" : "d MMM y");
    }

    private String format(Instant moment, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, language.locale())
                .withZone(zone)
                .format(moment);
    }

    /** A length of time in its two largest units, or in one if the other would be zero. */
    public String duration(Duration length) {
        long minutes = length.toMinutes();
        if (minutes < 1) {
            return text("duration.seconds", length.toSeconds());
        }
        if (minutes < 60) {
            return text("duration.minutes", minutes);
        }
        if (minutes < 24 * 60 && minutes % 60 == 0) {
            return text("duration.whole-hours", minutes / 60);
        }
        if (minutes < 24 * 60) {
            return text("duration.hours", minutes / 60, minutes % 60);
        }
        if (minutes / 60 % 24 == 0) {
            return text("duration.whole-days", minutes / (24 * 60));
        }
        return text("duration.days", minutes / (24 * 60), minutes / 60 % 24);
    }

    /** The zone's name as a reader knows it. */
    public String zoneName() {
        return zone.getDisplayName(TextStyle.SHORT, language.locale());
    }
}
