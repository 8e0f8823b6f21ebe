package dev.rebound.store.sequence;

import static dev.rebound.store.sequence.SequenceRows.SQL;

import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneMessage.OneToOneState;
import dev.rebound.engine.sequence.DueSteps;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.Enrolment.EndReason;
import dev.rebound.engine.sequence.EnrolmentId;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.SequenceId;
import dev.rebound.engine.sequence.StepTiming;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Steps that are due, on SQL. Thread-safe. */
final class SqlDueSteps implements DueSteps {

    private static final int ABANDONED_MAX = 1_000;
    /** A list of none is no list in SQL. */
    private static final long NO_INBOX = -1;

    private final Database database;

    SqlDueSteps(Database database) {
        this.database = database;
    }

    private record Row(Enrolment enrolment, SequenceId sequence, int position, int tries) {}

    @Override
    public List<Due> due(Instant now, Set<InboxId> except, int limit) {
        List<Long> inboxes = except.isEmpty()
                ? List.of(NO_INBOX)
                : except.stream().map(InboxId::value).toList();
        return database.read(handle -> {
            List<Row> rows = handle.createQuery(SQL.get("due"))
                    .bind("now", Micros.of(now))
                    .bind("limit", limit)
                    .bindList("except", inboxes)
                    .map((row, context) -> new Row(
                            SequenceRows.enrolment(row),
                            new SequenceId(row.getLong("sequence")),
                            row.getInt("position"),
                            row.getInt("tries")))
                    .list();
            Map<SequenceId, Sequence> known = new HashMap<>();
            List<Due> due = new ArrayList<>();
            for (Row row : rows) {
                Sequence sequence = known.computeIfAbsent(row.sequence(), id -> sequence(handle, id));
                due.add(new Due(row.enrolment(), sequence, row.position(), row.tries()));
            }
            return List.copyOf(due);
        });
    }

    private static Sequence sequence(Handle handle, SequenceId id) {
        return SequenceRows.withSteps(
                handle,
                Prepared.of(handle, SQL, "any")
                        .bind("id", id.value())
                        .first(SequenceRows::bare)
                        .orElseThrow());
    }

    @Override
    public void postpone(EnrolmentId enrolment, Instant until) {
        database.write(
                "a step put off",
                handle -> Prepared.of(handle, SQL, "postpone")
                        .bind("id", enrolment.value())
                        .bind("until", Micros.of(until))
                        .execute());
    }

    @Override
    public boolean claim(Claim claim, Instant at) {
        return database.write(
                        "a step claimed",
                        handle -> bound(Prepared.of(handle, SQL, "claim"), claim)
                                .bind("at", Micros.of(at))
                                .execute())
                > 0;
    }

    private static Prepared bound(Prepared statement, Claim claim) {
        return statement
                .bind("id", claim.enrolment().value())
                .bind("position", claim.position())
                .bind("claim", claim.token());
    }

    @Override
    public boolean begun(Claim claim, OneToOneId email) {
        return database.write(
                        "a step begun",
                        handle -> bound(Prepared.of(handle, SQL, "begun"), claim)
                                .bind("email", email.value())
                                .execute())
                > 0;
    }

    @Override
    public void sent(Claim claim, Optional<Instant> nextDue, Instant at) {
        database.write("a step sent", handle -> sent(handle, claim, nextDue, at));
    }

    private static boolean sent(Handle handle, Claim claim, Optional<Instant> nextDue, Instant at) {
        boolean first = bound(Prepared.of(handle, SQL, "sendSent"), claim)
                        .bind("at", Micros.of(at))
                        .execute()
                > 0;
        if (first) {
            Prepared.of(handle, SQL, "onward")
                    .bind("id", claim.enrolment().value())
                    .execute();
            if (nextDue.isPresent()) {
                Prepared.of(handle, SQL, "postpone")
                        .bind("id", claim.enrolment().value())
                        .bind("until", Micros.of(nextDue.get()))
                        .execute();
            } else {
                end(handle, claim.enrolment(), EndReason.FINISHED, at);
            }
        }
        return first;
    }

    @Override
    public void retry(Claim claim, Instant until) {
        database.write("a step to be tried again", handle -> {
            bound(Prepared.of(handle, SQL, "giveUpClaim"), claim).execute();
            return Prepared.of(handle, SQL, "again")
                    .bind("id", claim.enrolment().value())
                    .bind("until", Micros.of(until))
                    .execute();
        });
    }

    @Override
    public void end(EnrolmentId enrolment, EndReason why, Instant at) {
        database.write("an enrolment ended", handle -> end(handle, enrolment, why, at));
    }

    static boolean end(Handle handle, EnrolmentId enrolment, EndReason why, Instant at) {
        return Prepared.of(handle, SQL, "end")
                        .bind("id", enrolment.value())
                        .bind("why", why.name())
                        .bind("at", Micros.of(at))
                        .execute()
                > 0;
    }

    @Override
    public StepTiming.SentSoFar sentSince(InboxId inbox, Instant begin) {
        return database.read(handle -> Prepared.of(handle, SQL, "sentSince")
                .bind("inbox", inbox.value())
                .bind("begin", Micros.of(begin))
                .first(row -> new StepTiming.SentSoFar(row.getLong("number"), Columns.optionalInstant(row, "last")))
                .orElseThrow());
    }

    @Override
    public int endThoseThatAreOver(Instant now, int limit) {
        return database.write("enrolments that are over", handle -> {
            int ended = 0;
            for (String statement : List.of("endBounced", "endReplied", "endUnsubscribed")) {
                ended += Prepared.of(handle, SQL, statement)
                        .bind("now", Micros.of(now))
                        .bind("limit", limit)
                        .execute();
            }
            return ended;
        });
    }

    private record Abandoned(Claim claim, Optional<OneToOneState> state, Optional<Long> nextAfterSeconds) {}

    @Override
    public int settleAbandoned(Instant claimedBefore, Instant now) {
        return database.write("steps that were left behind", handle -> {
            List<Abandoned> found = Prepared.of(handle, SQL, "abandoned")
                    .bind("before", Micros.of(claimedBefore))
                    .bind("limit", ABANDONED_MAX)
                    .list(row -> new Abandoned(
                            new Claim(
                                    new EnrolmentId(row.getLong("enrolment")),
                                    row.getInt("position"),
                                    row.getString("claim")),
                            Columns.optionalConstant(row, "state", OneToOneState.class),
                            Columns.optionalLong(row, "after_seconds")));
            found.forEach(abandoned -> settle(handle, abandoned, now));
            return found.size();
        });
    }

    private static void settle(Handle handle, Abandoned abandoned, Instant now) {
        Claim claim = abandoned.claim();
        if (abandoned.state().isEmpty()) {
            // Its email was not begun, and cannot be any more: whoever holds the claim is told so.
            bound(Prepared.of(handle, SQL, "giveUpClaim"), claim).execute();
            return;
        }
        switch (abandoned.state().get()) {
            case SENT ->
                sent(
                        handle,
                        claim,
                        abandoned.nextAfterSeconds().map(seconds -> now.plus(Duration.ofSeconds(seconds))),
                        now);
            case NOT_SENT ->
                bound(Prepared.of(handle, SQL, "giveUpClaim"), claim).execute();
            case REFUSED -> end(handle, claim.enrolment(), EndReason.BOUNCED, now);
            case SENDING, UNCLEAR -> end(handle, claim.enrolment(), EndReason.UNCLEAR, now);
        }
    }
}
