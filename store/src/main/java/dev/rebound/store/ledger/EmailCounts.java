package dev.rebound.store.ledger;

import dev.rebound.store.ledger.EmailTally.Domain;
import dev.rebound.store.ledger.EmailTally.Moment;
import dev.rebound.store.ledger.EmailTally.Outcome;
import dev.rebound.store.ledger.EmailTally.Standing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The tables in which what pages show of emails is added up. For one use. */
final class EmailCounts {

    private final Handle handle;

    EmailCounts(Handle handle) {
        this.handle = handle;
    }

    /** Adds what a batch changed, in the order of keys. */
    void add(EmailTally tally) {
        LedgerSql.on(handle, "countOutcome")
                .executeEach(
                        ordered(tally.outcomes()),
                        (count, row) -> count.bind("email", row.getKey().email())
                                .bind("status", row.getKey().status())
                                .bind("bounce", row.getKey().bounce())
                                .bind("reason", row.getKey().reason())
                                .bind("notSent", row.getKey().notSent())
                                .bind("number", row.getValue()));
        LedgerSql.on(handle, "countDomain")
                .executeTogether(
                        ordered(tally.domains()),
                        (count, row) -> count.bind("email", row.getKey().email())
                                .bind("domain", row.getKey().domain())
                                .bind("pending", row.getValue().pending())
                                .bind("delivered", row.getValue().delivered())
                                .bind("hard", row.getValue().hard())
                                .bind("soft", row.getValue().soft()));
        LedgerSql.on(handle, "countMoment")
                .executeEach(
                        ordered(tally.course()),
                        (count, row) -> count.bind("email", row.getKey().email())
                                .bind("width", row.getKey().width())
                                .bind("start", row.getKey().start())
                                .bind("kind", row.getKey().kind().name())
                                .bind("number", row.getValue()));
    }

    private static <K extends Comparable<K>, V> List<Map.Entry<K, V>> ordered(Map<K, V> counts) {
        return List.copyOf(new TreeMap<>(counts).entrySet());
    }

    /** Says where the tables do not hold what was counted. */
    void compare(EmailTally counted, Consumer<String> differ) {
        Map<Outcome, Long> outcomes = new TreeMap<>(counted.outcomes());
        LedgerSql.on(handle, "countedOutcomes").forEach(row -> {
            Outcome outcome = new Outcome(
                    row.getLong("email"),
                    row.getString("status"),
                    row.getString("bounce"),
                    row.getString("reason"),
                    row.getString("not_sent"));
            Long number = outcomes.remove(outcome);
            compareOne("email " + outcome.email(), row.getLong("number"), number == null ? 0 : number, differ);
        });
        Map<Domain, Standing> domains = new TreeMap<>(counted.domains());
        LedgerSql.on(handle, "countedDomains").forEach(row -> {
            Domain domain = new Domain(row.getLong("email"), row.getString("domain"));
            Standing known = new Standing(
                    row.getLong("pending"), row.getLong("delivered"), row.getLong("hard"), row.getLong("soft"));
            Standing standing = domains.remove(domain);
            if (!known.equals(standing == null ? Standing.NONE : standing)) {
                differ.accept("the messages of email " + domain.email() + " to " + domain.domain()
                        + " are counted with " + known + " in the tables, " + standing + " by the ledger");
            }
        });
        Map<Moment, Long> course = new TreeMap<>(counted.course());
        LedgerSql.on(handle, "countedMoments").forEach(row -> {
            Moment moment = new Moment(
                    row.getLong("email"),
                    row.getInt("width"),
                    row.getLong("start"),
                    CourseKind.valueOf(row.getString("kind")));
            Long number = course.remove(moment);
            compareOne(said(moment), row.getLong("number"), number == null ? 0 : number, differ);
        });
        outcomes.forEach((outcome, number) -> compareOne("email " + outcome.email(), 0, number, differ));
        domains.keySet()
                .forEach(domain -> differ.accept("the messages of email " + domain.email() + " to " + domain.domain()
                        + " are not counted in the tables"));
        course.forEach((moment, number) -> compareOne(said(moment), 0, number, differ));
    }

    private static String said(Moment moment) {
        return "email " + moment.email() + " at " + moment.start() + " times " + moment.width() + " s";
    }

    private static void compareOne(String what, long inTables, long byLedger, Consumer<String> differ) {
        if (inTables != byLedger) {
            differ.accept(what + " is counted with " + inTables + " in the tables, " + byLedger + " by the ledger");
        }
    }
}
