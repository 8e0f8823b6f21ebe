package dev.rebound.store.email;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.SpanFigures;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How an email's messages fared over time, counted from their events. */
final class Course {

    /** Most spans. */
    private static final int SPANS_MAX = 200;

    private static final long MICROS_A_SECOND = 1_000_000;

    private final long from;
    private final long width;
    private final long[] delivered;
    private final long[] hard;
    private final long[] soft;
    private final long[] deferred;

    private Course(long from, long width, int spans) {
        this.from = from;
        this.width = width;
        this.delivered = new long[spans];
        this.hard = new long[spans];
        this.soft = new long[spans];
        this.deferred = new long[spans];
    }

    static List<SpanFigures> of(Handle handle, EmailId email, int spansAsked) {
        if (spansAsked < 1 || spansAsked > SPANS_MAX) {
            throw new IllegalArgumentException("spans must be 1 to " + SPANS_MAX + ", was " + spansAsked);
        }
        Optional<Course> course = handle.createQuery(EmailSql.get("spanOfCourse"))
                .bind("email", email.value())
                .map((row, context) -> empty(row, spansAsked))
                .one();
        course.ifPresent(c -> c.count(handle, email));
        return course.map(Course::spans).orElseGet(List::of);
    }

    private static Optional<Course> empty(ResultSet row, int spansAsked) throws SQLException {
        Optional<Long> first = Columns.optionalLong(row, "first_at");
        Optional<Long> last = Columns.optionalLong(row, "last_at");
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        long lasted = last.get() - first.get();
        int spans = Math.clamp(lasted / MICROS_A_SECOND, 1, spansAsked);
        return Optional.of(new Course(first.get(), lasted / spans + 1, spans));
    }

    private void count(Handle handle, EmailId email) {
        handle.createQuery(EmailSql.get("course"))
                .bind("email", email.value())
                .bind("from", from)
                .bind("width", width)
                .map((row, context) -> add(row))
                .forEach(ignored -> {});
    }

    private Course add(ResultSet row) throws SQLException {
        int span = row.getInt("span");
        long number = row.getLong("number");
        Optional<BounceType> type = Columns.optionalConstant(row, "bounce", BounceType.class);
        if (type.isEmpty()) {
            delivered[span] += number;
            return this;
        }
        switch (type.get()) {
            case HARD -> hard[span] += number;
            case SOFT -> soft[span] += number;
            case PENDING -> deferred[span] += number;
        }
        return this;
    }

    private List<SpanFigures> spans() {
        List<SpanFigures> spans = new ArrayList<>();
        for (int i = 0; i < delivered.length; i++) {
            spans.add(new SpanFigures(Micros.toInstant(from + i * width), delivered[i], hard[i], soft[i], deferred[i]));
        }
        return spans;
    }
}
