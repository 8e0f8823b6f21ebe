package dev.rebound.store.email;

import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.SpanFigures;
import dev.rebound.store.database.Columns;
import dev.rebound.store.ledger.CourseKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How an email's messages fared over time, from what the ledger keeps count of by seconds and by minutes. */
final class Course {

    /** Most spans. */
    private static final int SPANS_MAX = 200;
    /** An email that took longer is added up from its minutes. */
    private static final Duration SECONDS_MAX = Duration.ofHours(2);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Range range;
    /** Of a span, in widths. */
    private final long length;

    private final long[] delivered;
    private final long[] hard;
    private final long[] soft;
    private final long[] deferred;

    /**
     * From the first that is counted to the last.
     *
     * @param width of what is counted by
     * @param first in widths since 1970
     */
    private record Range(Duration width, long first, long last) {

        static Optional<Range> of(Handle handle, EmailId email, Duration width) {
            return EmailSql.on(handle, "spanOfCourse")
                    .bind("email", email.value())
                    .bind("width", width.toSeconds())
                    .first(row -> of(row, width))
                    .flatMap(range -> range);
        }

        private static Optional<Range> of(ResultSet row, Duration width) throws SQLException {
            Optional<Long> first = Columns.optionalLong(row, "first_start");
            Optional<Long> last = Columns.optionalLong(row, "last_start");
            return first.isEmpty() || last.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Range(width, first.get(), last.get()));
        }

        long widths() {
            return last - first + 1;
        }

        boolean isLong() {
            return width.multipliedBy(widths()).compareTo(SECONDS_MAX) > 0;
        }
    }

    private Course(Range range, int spansAsked) {
        this.range = range;
        this.length = Math.ceilDiv(range.widths(), spansAsked);
        int spans = Math.toIntExact(Math.ceilDiv(range.widths(), length));
        this.delivered = new long[spans];
        this.hard = new long[spans];
        this.soft = new long[spans];
        this.deferred = new long[spans];
    }

    static List<SpanFigures> of(Handle handle, EmailId email, int spansAsked) {
        if (spansAsked < 1 || spansAsked > SPANS_MAX) {
            throw new IllegalArgumentException("spans must be 1 to " + SPANS_MAX + ", was " + spansAsked);
        }
        return Range.of(handle, email, MINUTE)
                .flatMap(minutes -> minutes.isLong() ? Optional.of(minutes) : Range.of(handle, email, SECOND))
                .map(range -> new Course(range, spansAsked).counted(handle, email))
                .orElseGet(List::of);
    }

    private List<SpanFigures> counted(Handle handle, EmailId email) {
        EmailSql.on(handle, "course")
                .bind("email", email.value())
                .bind("from", range.first())
                .bind("length", length)
                .bind("width", range.width().toSeconds())
                .forEach(this::add);
        List<SpanFigures> spans = new ArrayList<>();
        for (int i = 0; i < delivered.length; i++) {
            Instant from = Instant.EPOCH.plus(range.width().multipliedBy(range.first() + i * length));
            spans.add(new SpanFigures(from, delivered[i], hard[i], soft[i], deferred[i]));
        }
        return spans;
    }

    private void add(ResultSet row) throws SQLException {
        int span = row.getInt("span");
        long number = row.getLong("number");
        switch (Columns.constant(row, "kind", CourseKind.class)) {
            case BEGUN -> {
                // Only says when it began.
            }
            case DELIVERED -> delivered[span] += number;
            case HARD -> hard[span] += number;
            case SOFT -> soft[span] += number;
            case DEFERRED -> deferred[span] += number;
        }
    }
}
