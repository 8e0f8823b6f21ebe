package dev.rebound.store.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EligibilityPreview;
import dev.rebound.engine.email.LeftOut;
import dev.rebound.engine.email.Reach;
import dev.rebound.engine.email.Selection;
import dev.rebound.store.contact.StoredAddress;
import dev.rebound.store.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Of whom an account selects, who may be sent to at a moment. For one use. */
final class Eligibility {

    private final Handle handle;
    private final AccountId account;
    private final Instant now;
    private long selected;
    private final Map<NotSentReason, Long> leftOut = new EnumMap<>(NotSentReason.class);

    Eligibility(Handle handle, AccountId account, Instant now) {
        this.handle = handle;
        this.account = account;
        this.now = now;
    }

    EligibilityPreview preview(Selection selection) {
        switch (selection) {
            case Selection.Everybody ignored -> countEverybody(0, Long.MAX_VALUE);
            case Selection.SoftBouncedOf of ->
                count(query("previewOfSoftBounced").bind("source", of.email().value()));
            case Selection.Chosen chosen ->
                inOrder(chosen)
                        .forEach(contact -> count(query("previewOfChosen").bind("contact", contact)));
        }
        return new EligibilityPreview(selected, leftOut);
    }

    /** Of everybody, those whose ids lie behind {@code after} and not behind {@code last}. */
    EligibilityPreview previewOfEverybody(long after, long last) {
        countEverybody(after, last);
        return new EligibilityPreview(selected, leftOut);
    }

    private void countEverybody(long after, long last) {
        count(query("previewOfEverybody").bind("after", after).bind("last", last));
    }

    /** Counts only where nobody is found, or few were chosen. */
    Reach reach(Selection selection) {
        boolean isSomebody = switch (selection) {
            case Selection.Everybody ignored -> isAnybody(query("someOfEverybody"));
            case Selection.SoftBouncedOf of ->
                isAnybody(query("someOfSoftBounced").bind("source", of.email().value()));
            case Selection.Chosen ignored -> false;
        };
        if (isSomebody) {
            return Reach.SOMEBODY;
        }
        EligibilityPreview all = preview(selection);
        if (all.selected() == 0) {
            return Reach.NOBODY_SELECTED;
        }
        return all.eligible() == 0 ? Reach.NOBODY_ELIGIBLE : Reach.SOMEBODY;
    }

    private static boolean isAnybody(Query some) {
        return some.map((row, context) -> row.getLong("id")).findFirst().isPresent();
    }

    private static NavigableSet<Long> inOrder(Selection.Chosen chosen) {
        TreeSet<Long> ids = new TreeSet<>();
        chosen.contacts().forEach(contact -> ids.add(contact.value()));
        return ids;
    }

    private Query query(String statement) {
        return handle.createQuery(EmailSql.get(statement))
                .bind("account", account.value())
                .bind("now", Micros.of(now));
    }

    /** Adds what a row counts. */
    private void count(Query query) {
        query.map((row, context) -> {
                    selected += row.getLong("selected");
                    add(NotSentReason.UNSUBSCRIBED, row.getLong("unsubscribed"));
                    add(NotSentReason.GLOBALLY_BOUNCED, row.getLong("globally_bounced"));
                    add(NotSentReason.PREVIOUSLY_BOUNCED, row.getLong("previously_bounced"));
                    return selected;
                })
                .one();
    }

    private void add(NotSentReason why, long number) {
        if (number > 0) {
            leftOut.merge(why, number, Long::sum);
        }
    }

    List<LeftOut> leftOut(Selection selection, LeftOut.Asked asked) {
        long after = asked.after().map(ContactId::value).orElse(0L);
        return switch (selection) {
            case Selection.Everybody ignored ->
                list(asked("leftOutOfEverybody", asked).bind("after", after));
            case Selection.SoftBouncedOf of ->
                list(asked("leftOutOfSoftBounced", asked)
                        .bind("after", after)
                        .bind("source", of.email().value()));
            case Selection.Chosen chosen -> {
                List<LeftOut> found = new ArrayList<>();
                for (long contact : inOrder(chosen).tailSet(after, false)) {
                    if (found.size() < asked.limit()) {
                        found.addAll(list(asked("leftOutOfChosen", asked).bind("contact", contact)));
                    }
                }
                yield found;
            }
        };
    }

    private Query asked(String statement, LeftOut.Asked asked) {
        return query(statement)
                .bind("why", asked.why().map(Enum::name).orElse(""))
                .bind("limit", asked.limit());
    }

    private static List<LeftOut> list(Query query) {
        return query.map((row, context) -> leftOut(row)).list();
    }

    private static LeftOut leftOut(ResultSet row) throws SQLException {
        return new LeftOut(
                new ContactId(row.getLong("id")),
                StoredAddress.of(row.getString("address"), row.getString("address_key")),
                Contact.fullName(row.getString("first_name"), row.getString("last_name")),
                NotSentReason.valueOf(row.getString("why")));
    }
}
