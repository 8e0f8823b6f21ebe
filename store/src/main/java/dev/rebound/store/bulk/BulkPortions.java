package dev.rebound.store.bulk;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.Lifted;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Obstacle;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.bulk.BulkChange;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkOutcome;
import dev.rebound.engine.bulk.BulkStage;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.Turns;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.LiftedColumn;
import dev.rebound.store.ledger.Recorder;
import dev.rebound.store.ledger.SqlLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The next portion of a bulk change, in the writer's transaction: load the states of its addresses, ask the rules what
 * stands against each, record what does not, note what came of it.
 */
final class BulkPortions {

    private final Recorder recorder;

    BulkPortions(Recorder recorder) {
        this.recorder = recorder;
    }

    /** An entry of the portion, and what an earlier stage noted of it. */
    private record Row(BulkEntry entry, Optional<BulkOutcome> outcome, Optional<Lifted> lifted) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    BulkRows.line(row).entry(),
                    Columns.optionalConstant(row, "outcome", BulkOutcome.class),
                    Columns.optionalText(row, "lifted").map(LiftedColumn::read));
        }
    }

    /** What comes of an entry, and the observation that makes it so, if the ledger has a part in it. */
    private record Step(
            Row row,
            BulkOutcome outcome,
            Optional<Reason> reason,
            Optional<Lifted> lifted,
            Optional<Observation> observation) {

        static Step without(Row row, BulkOutcome outcome, Optional<Reason> reason) {
            return new Step(row, outcome, reason, Optional.empty(), Optional.empty());
        }

        AddressKey address() {
            return row.entry().address();
        }
    }

    /** A portion of a change with the states of its addresses. */
    private record Portion(BulkChange change, Map<AddressKey, AddressState> states, Instant at) {

        AccountId account() {
            return change.order().account();
        }

        AddressState state(Row row) {
            return states.getOrDefault(row.entry().address(), AddressState.EMPTY);
        }
    }

    /** Goes through the next entries of whatever stage it is at. */
    int next(Handle handle, BulkId id, int limit, Instant at) {
        int taken = Prepared.of(handle, SqlBulks.SQL, "touch")
                .bind("id", id.value())
                .bind("at", Micros.of(at))
                .execute();
        return taken == 0 ? 0 : next(handle, SqlBulks.find(handle, id).orElseThrow(), limit, at);
    }

    private int next(Handle handle, BulkChange change, int limit, Instant at) {
        List<Row> rows = rows(handle, change.id(), limit);
        if (rows.isEmpty()) {
            Prepared.of(handle, SqlBulks.SQL, "end")
                    .bind("id", change.id().value())
                    .bind("stage", stageAfter(change.stage()).name())
                    .execute();
            return 0;
        }
        List<AddressKey> addresses = rows.stream()
                .filter(row -> !(row.entry().says() instanceof BulkEntry.NoMoreMail))
                .map(row -> row.entry().address())
                .toList();
        if (change.stage() != BulkStage.COUNTING) {
            Turns.ofAddresses(handle, addresses.stream().map(AddressKey::value).toList());
        }
        Portion portion = new Portion(change, SqlLedger.states(handle, addresses), at);
        boolean undoing = change.stage() == BulkStage.UNDOING;
        List<Step> steps = undoing ? undo(handle, portion, rows) : decide(handle, portion, rows);
        if (change.stage() != BulkStage.COUNTING) {
            steps = carryOut(handle, portion, steps);
        }
        note(handle, change, rows, steps);
        progress(handle, change, rows, steps);
        return rows.size();
    }

    private static BulkStage stageAfter(BulkStage stage) {
        return switch (stage) {
            case COUNTING -> BulkStage.READY;
            case APPLYING -> BulkStage.DONE;
            case UNDOING -> BulkStage.UNDONE;
            case COLLECTING, READY, DONE, UNDONE, FAILED ->
                throw new IllegalStateException("a bulk change that is " + stage + " does not go on by itself");
        };
    }

    private static List<Row> rows(Handle handle, BulkId id, int limit) {
        return Prepared.of(handle, SqlBulks.SQL, "byId")
                .bind("id", id.value())
                .first(row -> List.of(row.getString("mark"), row.getString("mark_says")))
                .map(at -> Prepared.of(handle, SqlBulks.SQL, "nextEntries")
                        .bind("bulk", id.value())
                        .bind("address", at.getFirst())
                        .bind("says", at.getLast())
                        .bind("limit", limit)
                        .list(Row::of))
                .orElseThrow();
    }

    // ---- Carrying out

    private List<Step> decide(Handle handle, Portion portion, List<Row> rows) {
        List<Row> wishes = rows.stream()
                .filter(row -> row.entry().says() instanceof BulkEntry.NoMoreMail)
                .toList();
        List<Step> steps = new ArrayList<>();
        for (Row row : rows) {
            switch (row.entry().says()) {
                case BulkEntry.Named ignored -> steps.add(unbounce(portion, row));
                case BulkEntry.Bounced bounced -> steps.add(bringIn(portion, row, bounced));
                case BulkEntry.NoMoreMail ignored -> {
                    // All of them together, below.
                }
            }
        }
        List<BulkOutcome> outcomes = marks(handle, portion)
                .outcomes(wishes.stream().map(row -> row.entry().address()).toList());
        for (int i = 0; i < wishes.size(); i++) {
            steps.add(Step.without(wishes.get(i), outcomes.get(i), Optional.empty()));
        }
        return steps;
    }

    private Step unbounce(Portion portion, Row row) {
        AddressState state = portion.state(row);
        AccountId account = portion.account();
        Policy policy = recorder.rulebook(account).policy();
        Optional<Reason> reason = state.suppression(account).map(Suppression::reason);
        Optional<Obstacle> obstacle = Obstacle.toUnbounce(state, account, policy);
        if (obstacle.isPresent()) {
            return Step.without(row, BulkOutcome.of(obstacle.get()), reason);
        }
        Observation unbounce = new Observation.Unbounce(
                account,
                portion.at(),
                portion.change().order().by(),
                portion.change().why());
        return new Step(
                row, BulkOutcome.LIFTED, reason, Lifted.from(state, account, portion.at()), Optional.of(unbounce));
    }

    private static Step bringIn(Portion portion, Row row, BulkEntry.Bounced says) {
        Observation.Import bring = new Observation.Import(
                portion.account(),
                portion.at(),
                new Observation.Import.Line(
                        portion.change().id(),
                        portion.change().order().source().orElse(ListSource.PLAIN),
                        says.reason(),
                        says.said(),
                        says.original()),
                portion.change().order().by());
        return Obstacle.toImport(portion.state(row), bring)
                .map(obstacle -> Step.without(row, BulkOutcome.of(obstacle), Optional.of(says.reason())))
                .orElseGet(() -> new Step(
                        row, BulkOutcome.SUPPRESSED, Optional.of(says.reason()), Optional.empty(), Optional.of(bring)));
    }

    private static ContactMarks marks(Handle handle, Portion portion) {
        return new ContactMarks(
                handle, portion.account(), portion.change().appliedAt().orElse(portion.at()));
    }

    /** What the rules make no event of has nothing that could be changed: it ended in this very moment. */
    private List<Step> carryOut(Handle handle, Portion portion, List<Step> steps) {
        List<Step> recorded =
                steps.stream().filter(step -> step.observation().isPresent()).toList();
        List<Entry> entries = recorded.stream()
                .map(step -> Entry.of(step.address(), step.observation().orElseThrow(), Optional.empty()))
                .toList();
        List<List<LedgerEvent>> events =
                entries.isEmpty() ? List.of() : recorder.run(handle, entries, portion.states());
        List<Step> after = new ArrayList<>(
                steps.stream().filter(step -> step.observation().isEmpty()).toList());
        for (int i = 0; i < recorded.size(); i++) {
            Step step = recorded.get(i);
            boolean done = events.get(i).stream().anyMatch(BulkPortions::isWanted);
            after.add(done ? step : Step.without(step.row(), BulkOutcome.NOT_SUPPRESSED, step.reason()));
        }
        ContactMarks marks = marks(handle, portion);
        marks.unsubscribe(addressesOf(after, BulkOutcome.UNSUBSCRIBED));
        marks.add(addressesOf(after, BulkOutcome.ADDED_UNSUBSCRIBED));
        marks.subscribeAgain(addressesOf(after, BulkOutcome.SUBSCRIBED_AGAIN));
        return after;
    }

    private static boolean isWanted(LedgerEvent event) {
        return event instanceof LedgerEvent.Unbounced
                || event instanceof LedgerEvent.Imported
                || event instanceof LedgerEvent.Restored
                || event instanceof LedgerEvent.Withdrawn;
    }

    private static List<AddressKey> addressesOf(List<Step> steps, BulkOutcome outcome) {
        return steps.stream()
                .filter(step -> step.outcome() == outcome)
                .map(Step::address)
                .toList();
    }

    // ---- Taking back

    private static List<Step> undo(Handle handle, Portion portion, List<Row> rows) {
        Set<AddressKey> own = marks(handle, portion)
                .own(rows.stream()
                        .filter(row -> row.outcome().equals(Optional.of(BulkOutcome.UNSUBSCRIBED)))
                        .map(row -> row.entry().address())
                        .toList());
        List<Step> steps = new ArrayList<>();
        for (Row row : rows) {
            switch (row.outcome().filter(BulkOutcome::acts).orElse(BulkOutcome.NOT_SUPPRESSED)) {
                case LIFTED -> steps.add(restore(portion, row));
                case SUPPRESSED -> steps.add(withdraw(portion, row));
                case UNSUBSCRIBED ->
                    steps.add(Step.without(
                            row,
                            own.contains(row.entry().address()) ? BulkOutcome.SUBSCRIBED_AGAIN : BulkOutcome.ENDED,
                            Optional.empty()));
                case ADDED_UNSUBSCRIBED ->
                    steps.add(Step.without(row, BulkOutcome.STAYS_UNSUBSCRIBED, Optional.empty()));
                default -> {
                    // Nothing was done that could be taken back.
                }
            }
        }
        return steps;
    }

    private static Step restore(Portion portion, Row row) {
        Lifted lifted = row.lifted().orElseThrow();
        Optional<Reason> reason = Optional.of(lifted.suppression().reason());
        Observation.Restore restore =
                new Observation.Restore(portion.account(), portion.at(), lifted, undoneBy(portion));
        return Obstacle.toRestore(portion.state(row), restore)
                .map(obstacle -> Step.without(row, BulkOutcome.of(obstacle), reason))
                .orElseGet(() -> new Step(row, BulkOutcome.RESTORED, reason, Optional.empty(), Optional.of(restore)));
    }

    private static Step withdraw(Portion portion, Row row) {
        Optional<Reason> reason = row.entry().says() instanceof BulkEntry.Bounced bounced
                ? Optional.of(bounced.reason())
                : Optional.empty();
        Observation.Withdraw withdraw = new Observation.Withdraw(
                portion.account(), portion.at(), portion.change().id(), undoneBy(portion));
        return Obstacle.toWithdraw(portion.state(row), withdraw)
                .map(obstacle -> Step.without(row, BulkOutcome.of(obstacle), reason))
                .orElseGet(() -> new Step(row, BulkOutcome.WITHDRAWN, reason, Optional.empty(), Optional.of(withdraw)));
    }

    private static String undoneBy(Portion portion) {
        return portion.change().undone().orElseThrow().by();
    }

    // ---- What came of it

    private static void note(Handle handle, BulkChange change, List<Row> rows, List<Step> steps) {
        if (change.stage() == BulkStage.UNDOING) {
            Prepared.of(handle, SqlBulks.SQL, "undone")
                    .executeEach(
                            steps,
                            (note, step) -> bind(note, change, step)
                                    .bind("undone", step.outcome().name()));
            return;
        }
        Optional<BulkOutcome> most = mostOften(steps);
        most.ifPresent(outcome -> noteAll(handle, change, rows, outcome));
        Prepared.of(handle, SqlBulks.SQL, "outcome")
                .executeEach(
                        steps.stream()
                                .filter(step -> step.lifted().isPresent() || !most.equals(Optional.of(step.outcome())))
                                .toList(),
                        (note, step) -> bind(note, change, step)
                                .bind("outcome", step.outcome().name())
                                .bind(
                                        "lifted",
                                        step.lifted().map(LiftedColumn::written).orElse(null)));
    }

    /** Most lists come to the same for almost everybody. */
    private static Optional<BulkOutcome> mostOften(List<Step> steps) {
        Map<BulkOutcome, Integer> numbers = new EnumMap<>(BulkOutcome.class);
        steps.stream()
                .filter(step -> step.lifted().isEmpty())
                .forEach(step -> numbers.merge(step.outcome(), 1, Integer::sum));
        return numbers.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** The entries of a portion lie side by side. */
    private static void noteAll(Handle handle, BulkChange change, List<Row> rows, BulkOutcome outcome) {
        BulkEntry.Key first = rows.getFirst().entry().key();
        BulkEntry.Key last = rows.getLast().entry().key();
        Prepared.of(handle, SqlBulks.SQL, "outcomeOfPortion")
                .bind("bulk", change.id().value())
                .bind("first", first.address().value())
                .bind("firstSays", first.saying().name())
                .bind("last", last.address().value())
                .bind("lastSays", last.saying().name())
                .bind("outcome", outcome.name())
                .execute();
    }

    private static Prepared bind(Prepared note, BulkChange change, Step step) {
        return note.bind("bulk", change.id().value())
                .bind("address", step.address().value())
                .bind("says", step.row().entry().says().saying().name());
    }

    private static void progress(Handle handle, BulkChange change, List<Row> rows, List<Step> steps) {
        Tally counts = Tally.of(change.counts());
        Tally undone = Tally.of(change.undoneCounts());
        Tally growing = change.stage() == BulkStage.UNDOING ? undone : counts;
        steps.forEach(step -> growing.add(step.outcome(), step.reason()));
        BulkEntry.Key mark = rows.getLast().entry().key();
        Prepared.of(handle, SqlBulks.SQL, "progress")
                .bind("id", change.id().value())
                .bind("mark", mark.address().value())
                .bind("markSays", mark.saying().name())
                .bind("done", rows.size())
                .bind("counts", counts.written())
                .bind("undoneCounts", undone.written())
                .execute();
    }
}
