package dev.rebound.server.listfile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/**
 * Moments as exports write them: seconds or milliseconds since 1970, ISO 8601 with and without a zone, RFC 5322 with
 * its names of zones. What says no zone is UTC, as all these vendors' documents have it. A moment that cannot be read
 * is none: the address is no better for it.
 */
final class Moments {

    /** Later than the year 2286 as seconds, so they are milliseconds. */
    private static final double SECONDS_MAX = 1e10;

    private static final double MILLIS = 1_000;

    private static final DateTimeFormatter WITHOUT_ZONE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter MAIL =
            DateTimeFormatter.ofPattern("[EEE, ]d MMM yyyy HH:mm[:ss] [z][Z]", Locale.ENGLISH);

    private Moments() {}

    static Optional<Instant> read(String text) {
        String plain = text.strip();
        if (plain.isEmpty() || plain.length() > 40) {
            return Optional.empty();
        }
        try {
            return Optional.of(isNumber(plain) ? sinceEpoch(Double.parseDouble(plain)) : written(plain));
        } catch (DateTimeException | ArithmeticException notAMoment) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
                && text.chars().filter(c -> c == '.').count() <= 1
                && !text.equals(".");
    }

    private static Instant sinceEpoch(double number) {
        double seconds = number > SECONDS_MAX ? number / MILLIS : number;
        return Instant.ofEpochMilli(Math.round(seconds * MILLIS));
    }

    private static Instant written(String text) {
        boolean iso = text.length() >= 10 && text.charAt(4) == '-';
        if (!iso) {
            return ZonedDateTime.parse(text.replace("UTC", "GMT"), MAIL).toInstant();
        }
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String spaced = text.replace(" UTC", "Z").replace(" +0000", "Z");
        if (spaced.charAt(10) == ' ' && !spaced.endsWith("Z")) {
            return LocalDateTime.parse(spaced, WITHOUT_ZONE).toInstant(ZoneOffset.UTC);
        }
        String joined = spaced.substring(0, 10) + 'T' + spaced.substring(11);
        boolean zoned = joined.endsWith("Z") || joined.lastIndexOf('+') > 10 || joined.lastIndexOf('-') > 10;
        return zoned
                ? OffsetDateTime.parse(joined).toInstant()
                : LocalDateTime.parse(joined).toInstant(ZoneOffset.UTC);
    }
}
