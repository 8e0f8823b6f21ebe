package dev.rebound.feed.log;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Judge;
import dev.rebound.feed.seen.UnreadableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Accounting records of PowerMTA: comma-separated values whose columns a first line names, in whatever order and choice is
 * configured; {@code type} is always among them. Deliveries ({@code d}), bounces ({@code b}), remote bounces ({@code rb}: a report came
 * back) and transient failures ({@code t}) are of one message. All else is passed over: receptions, feedback, remote statuses, and
 * {@code tq}, which is of a queue. {@code bounceCat} is PowerMTA's own sorting; the server's words are sorted here.
 *
 * <p>{@code timeLogged} is Unix time or a date, as configured.
 *
 * @see <a href="https://serverok.in/doc/pmta/UsersGuide.html">PowerMTA 5.0 User's Guide, "Accounting"</a>
 */
public final class PowerMtaReader {

    private static final String TYPE = "type";

    /** {@code smtp;550 ...}: RFC 3464, section 2.3.6. */
    private static final Pattern KIND = Pattern.compile("^\\s*[A-Za-z0-9-]{1,20}\\s*;\\s*");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssZ", Locale.ROOT);

    private final Tokens tokens;
    private final Judge judge;

    public PowerMtaReader(Tokens tokens, Judge judge) {
        this.tokens = tokens;
        this.judge = judge;
    }

    /** Whether a line names columns. */
    public static boolean isHeader(String line) {
        return line.startsWith(TYPE + ",");
    }

    /**
     * What a record says: a line, or several of which the first may name the columns.
     *
     * @param columns as a first line names them; looked at where the record does not name them itself
     * @throws UnreadableException if it is no accounting record, or nobody has named the columns
     */
    public Reading read(String record, String columns) {
        List<String> names = CsvLine.split(columns.strip());
        Reading all = Reading.NOTHING;
        for (String line : record.lines().toList()) {
            if (isHeader(line)) {
                names = CsvLine.split(line.strip());
            } else if (!line.isBlank()) {
                all = all.and(read(named(names, CsvLine.split(line.strip()))));
            }
        }
        return all;
    }

    private static Map<String, String> named(List<String> names, List<String> values) {
        if (!names.contains(TYPE)) {
            throw new UnreadableException("nobody has named the columns of this accounting record");
        }
        if (values.size() != names.size()) {
            throw new UnreadableException(
                    values.size() + " values in an accounting record of " + names.size() + " columns");
        }
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            named.put(names.get(i), values.get(i).strip());
        }
        return named;
    }

    private Reading read(Map<String, String> record) {
        return switch (record.getOrDefault(TYPE, "")) {
            case "d", "delivery" -> read(record, Outcome.TAKEN);
            case "b", "bounce", "rb" -> read(record, Outcome.FAILED);
            case "t", "transient" -> read(record, Outcome.DEFERRED);
            case "" -> throw new UnreadableException("no type in an accounting record");
            default -> Reading.NOTHING;
        };
    }

    private Reading read(Map<String, String> record, Outcome outcome) {
        return new Logged(
                        value(record, "orig"),
                        value(record, "rcpt"),
                        moment(value(record, "timeLogged")),
                        outcome,
                        said(record, outcome))
                .read(tokens, judge);
    }

    private static String value(Map<String, String> record, String column) {
        return Optional.ofNullable(record.get(column))
                .orElseThrow(() -> new UnreadableException("no column " + column + " in an accounting record"));
    }

    private static Instant moment(String text) {
        try {
            if (text.matches("\\d{1,12}")) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : OffsetDateTime.parse(text, DATE).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableException("no moment in timeLogged", e);
        }
    }

    /** {@code dsnStatus} has words of PowerMTA behind it: {@code 5.1.1 (bad destination mailbox address)}. */
    private static Diagnostic said(Map<String, String> record, Outcome outcome) {
        String status = record.getOrDefault("dsnStatus", "");
        String words = KIND.matcher(record.getOrDefault("dsnDiag", ""))
                .replaceFirst("")
                .strip();
        Optional<SmtpReply> reply = SmtpReply.parse(words);
        return new Diagnostic(
                outcome == Outcome.DEFERRED ? Finality.STILL_TRYING : Finality.FINAL,
                reply.map(one -> OptionalInt.of(one.code())).orElse(OptionalInt.empty()),
                reply.flatMap(SmtpReply::enhancedStatus).or(() -> EnhancedStatus.parse(first(status))),
                words.isEmpty() ? status : words,
                Optional.empty(),
                Optional.of(first(record.getOrDefault("dsnMta", "")).toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty()));
    }

    private static String first(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }
}
