package dev.rebound.feed.log;

import dev.rebound.feed.seen.UnreadableException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line as syslog writes it, in one of three forms: as the BSD syslog did ({@code Nov 30 00:12:01 mx1 postfix/smtp[7]: ...}, RFC
 * 3164, section 4.1), the same with a moment of RFC 3339 in front, and RFC 5424, section 6. A priority in angle brackets may stand before each.
 *
 * @param tag the program, without its process number
 * @param words what it says
 */
record SyslogLine(Instant at, String host, String tag, String words) {

    /** Letters of {@code Nov 30 00:12:01}. */
    private static final int BSD_LENGTH = 15;

    /** How far a clock may be ahead of ours; a line from later than that is from last year. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final DateTimeFormatter BSD = DateTimeFormatter.ofPattern("uuuu MMM d HH:mm:ss", Locale.ENGLISH);

    /** Where moments say where they are, and where they do not: no year and no zone stands in a BSD line. */
    record Clock(Instant near, ZoneId zone) {}

    /**
     * Reads it.
     *
     * @throws UnreadableException if it is no line of a log
     */
    static SyslogLine parse(String line, Clock clock) {
        try {
            String bare = line.strip();
            int end = bare.startsWith("<") ? bare.indexOf('>') : -1;
            String rest = bare.substring(end + 1);
            if (end > 0 && rest.startsWith("1 ")) {
                return rfc5424(rest);
            }
            return !rest.isEmpty() && Character.isDigit(rest.charAt(0)) ? iso(rest) : bsd(rest, clock);
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw new UnreadableException("no line of a log", e);
        }
    }

    /** VERSION TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG. */
    private static SyslogLine rfc5424(String line) {
        String[] parts = line.split(" ", 7);
        String data = parts[6];
        int end = data.startsWith("[") ? data.indexOf("] ") + 1 : 1;
        return new SyslogLine(
                OffsetDateTime.parse(parts[1]).toInstant(),
                parts[2],
                parts[3],
                data.substring(end).strip());
    }

    private static SyslogLine iso(String line) {
        int space = line.indexOf(' ');
        return tagged(OffsetDateTime.parse(line.substring(0, space)).toInstant(), line.substring(space + 1));
    }

    private static SyslogLine bsd(String line, Clock clock) {
        String written = line.substring(0, BSD_LENGTH).replace("  ", " ");
        ZoneId zone = clock.zone();
        int year = Year.from(clock.near().atZone(zone)).getValue();
        Instant at = moment(year + 1, written, zone);
        while (at.isAfter(clock.near().plus(AHEAD))) {
            at = moment(--year + 1, written, zone);
        }
        return tagged(at, line.substring(BSD_LENGTH + 1));
    }

    /** In a year without it, the 29th of February is the 28th. */
    private static Instant moment(int year, String written, ZoneId zone) {
        LocalDateTime time = LocalDateTime.parse(year + " " + written, BSD);
        return zone instanceof ZoneOffset offset
                ? time.toInstant(offset)
                : time.atZone(zone).toInstant();
    }

    private static SyslogLine tagged(Instant at, String rest) {
        int space = rest.indexOf(' ');
        String host = rest.substring(0, space);
        int colon = rest.indexOf(": ", space);
        String tag = rest.substring(space + 1, colon);
        int bracket = tag.indexOf('[');
        return new SyslogLine(at, host, bracket < 0 ? tag : tag.substring(0, bracket), rest.substring(colon + 2));
    }

    /** The last part of the program's name: {@code smtp} of {@code postfix/relay/smtp}. */
    String service() {
        return tag.substring(tag.lastIndexOf('/') + 1);
    }
}
