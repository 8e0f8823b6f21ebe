package dev.rebound.store.email;

import dev.rebound.engine.email.EmailId;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Prepared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The messages of an email as two indexes have them: those of one outcome lie side by side, once in the order of their ids and once in
 * that of the moments in which something was last learned of them. What an email's messages came to is a few dozen outcomes, so the
 * next of any of them together are among the next few of each, from wherever one is.
 */
record OutcomeIndex(Handle handle, EmailId email) {

    /** Ids behind one, up to another. */
    private record Span(long after, long last) {}

    /**
     * A place in the order of time.
     *
     * @param since when something was last learned of the message, in microseconds since 1970
     */
    record Moment(long since, long id) {

        static final Moment LATEST = new Moment(Long.MAX_VALUE, Long.MAX_VALUE);

        static final Comparator<Moment> LATEST_FIRST = Comparator.comparingLong(Moment::since)
                .thenComparingLong(Moment::id)
                .reversed();
    }

    /**
     * In order, those behind {@code after}. The outcome that most have is asked first: if it alone has enough, what the others have
     * behind its last is not needed.
     */
    List<Long> next(List<Outcome> outcomes, long after, int limit) {
        List<Long> ids = new ArrayList<>();
        long last = Long.MAX_VALUE;
        for (Outcome outcome : outcomes.stream().sorted(Outcome.MOST_FIRST).toList()) {
            List<Long> some = next(outcome.standing(), new Span(after, last), limit);
            ids.addAll(some);
            last = some.size() == limit ? some.getLast() : last;
        }
        return ids.stream().sorted().limit(limit).toList();
    }

    private List<Long> next(Standing standing, Span span, int limit) {
        return ofOutcome("ids", standing)
                .bind("after", span.after())
                .bind("last", span.last())
                .bind("limit", limit)
                .list(row -> row.getLong("id"));
    }

    /** The latest first, those before a moment. */
    List<Long> latest(List<Outcome> outcomes, Moment before, int limit) {
        List<Moment> moments = new ArrayList<>();
        long floor = Long.MIN_VALUE;
        for (Outcome outcome : outcomes.stream().sorted(Outcome.MOST_FIRST).toList()) {
            List<Moment> some = ofOutcome("latest", outcome.standing())
                    .bind("since", before.since())
                    .bind("id", before.id())
                    .bind("floor", floor)
                    .bind("limit", limit)
                    .list(row -> new Moment(row.getLong("since"), row.getLong("id")));
            moments.addAll(some);
            floor = some.size() == limit ? some.getLast().since() : floor;
        }
        return moments.stream()
                .sorted(Moment.LATEST_FIRST)
                .limit(limit)
                .map(Moment::id)
                .toList();
    }

    private Prepared ofOutcome(String statement, Standing standing) {
        Prepared query = Prepared.of(handle, SqlRecipients.SQL, statement + kind(standing))
                .bind("email", email.value())
                .bind("status", standing.status());
        if (!standing.notSent().isEmpty()) {
            return query.bind("notSent", standing.notSent());
        }
        return standing.bounce().isEmpty()
                ? query
                : query.bind("bounce", standing.bounce()).bind("reason", standing.reason());
    }

    /** Of some messages, those that came to this. */
    List<Long> among(Standing standing, List<Long> messages) {
        KeyedQuery query = new KeyedQuery(handle, SqlRecipients.SQL, "among" + kind(standing))
                .bind("email", email.value())
                .bind("status", standing.status());
        if (!standing.notSent().isEmpty()) {
            query = query.bind("notSent", standing.notSent());
        } else if (!standing.bounce().isEmpty()) {
            query = query.bind("bounce", standing.bounce()).bind("reason", standing.reason());
        }
        List<Long> among = new ArrayList<>();
        query.forEach("ids", messages, row -> among.add(row.getLong("id")));
        return among;
    }

    private static String kind(Standing standing) {
        if (!standing.notSent().isEmpty()) {
            return "NotSent";
        }
        return standing.bounce().isEmpty() ? "WithoutVerdict" : "WithVerdict";
    }
}
