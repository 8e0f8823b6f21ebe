package dev.rebound.store.email;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Hold;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Turns;
import dev.rebound.store.email.EmailRows.SelectionKind;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.Origin;
import dev.rebound.store.ledger.Recorder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Takes an email's chosen contacts, some at a time, and gives each a message and its first event.
 *
 * <p>The mark up to which the selection has been worked through moves in the same transaction, and
 * a contact can have one message of an email only (unique key), so whoever asks again, at once or after a
 * crash, goes on behind the last one.
 */
final class Acceptance {

    private final Recorder recorder;

    Acceptance(Recorder recorder) {
        this.recorder = recorder;
    }

    /** How far sending has come. */
    private record Progress(
            EmailId email,
            AccountId account,
            EmailState state,
            SelectionKind selection,
            long source,
            long acceptedTo,
            long lastContact,
            Optional<Long> sampleSize,
            Optional<Hold> hold) {

        static Progress of(ResultSet row) throws SQLException {
            return new Progress(
                    new EmailId(row.getLong("id")),
                    new AccountId(row.getLong("account")),
                    Columns.constant(row, "state", EmailState.class),
                    Columns.constant(row, "selection", SelectionKind.class),
                    row.getLong("selection_email"),
                    row.getLong("accepted_to"),
                    row.getLong("last_contact"),
                    Columns.optionalLong(row, "sample_size"),
                    Columns.optionalConstant(row, "hold", Hold.class));
        }

        boolean cancelled() {
            return hold.filter(Hold.CANCELLED::equals).isPresent();
        }
    }

    /** A contact whose turn it is. */
    private record Next(ContactId contact, String address, AddressKey key, boolean unsubscribed) {

        static Next of(ResultSet row) throws SQLException {
            return new Next(
                    new ContactId(row.getLong("id")),
                    row.getString("address"),
                    new AddressKey(row.getString("address_key")),
                    Columns.optionalLong(row, "unsubscribed_at").isPresent());
        }

        Observation observation(Progress email, MessageId message, Instant at) {
            AccountId account = email.account();
            Optional<NotSentReason> why =
                    leftOut().or(() -> email.cancelled() ? Optional.of(NotSentReason.CANCELLED) : Optional.empty());
            return why.isPresent()
                    ? new Observation.LeftOut(account, message, at, why.get())
                    : new Observation.Accepted(account, message, at);
        }

        /** Reasons that the contact gives; those of the address are known to the rules. */
        private Optional<NotSentReason> leftOut() {
            if (EmailAddress.parse(address).filter(a -> a.key().equals(key)).isEmpty()) {
                return Optional.of(NotSentReason.INVALID_ADDRESS);
            }
            return unsubscribed ? Optional.of(NotSentReason.UNSUBSCRIBED) : Optional.empty();
        }
    }

    int acceptNext(Handle handle, EmailId id, int limit, Instant at) {
        Turns.of(handle, "acceptance", id.value());
        Optional<Progress> progress = handle.createQuery(EmailSql.get("find"))
                .bind("id", id.value())
                .map((row, context) -> Progress.of(row))
                .findOne()
                .filter(email -> email.state() == EmailState.SENDING);
        return progress.map(email -> accept(handle, email, Math.min(limit, room(handle, email, at)), at))
                .orElse(0);
    }

    /** While a sample is under way or under review, no more than it are accepted; of a cancelled email, all. */
    private static int room(Handle handle, Progress email, Instant at) {
        if (email.sampleSize().isEmpty() || email.cancelled()) {
            return Integer.MAX_VALUE;
        }
        long accepted = handle.createQuery(EmailSql.get("acceptedSoFar"))
                .bind("email", email.email().value())
                .map((row, context) -> row.getLong("number"))
                .one();
        long room = email.sampleSize().get() - accepted;
        if (room <= 0) {
            handle.createUpdate(EmailSql.get("sampleAccepted"))
                    .bind("id", email.email().value())
                    .bind("at", Micros.of(at))
                    .execute();
        }
        return Math.clamp(room, 0, Integer.MAX_VALUE);
    }

    private int accept(Handle handle, Progress email, int limit, Instant at) {
        if (limit == 0) {
            return 0;
        }
        List<Next> chosen = chosen(handle, email, limit);
        if (!chosen.isEmpty()) {
            recorder.run(handle, entries(chosen, email, nextMessages(handle, chosen.size()), at));
            handle.createUpdate(EmailSql.get("moveMark"))
                    .bind("id", email.email().value())
                    .bind("contact", chosen.getLast().contact().value())
                    .execute();
        }
        if (chosen.size() < limit) {
            handle.createUpdate(EmailSql.get("finishSending"))
                    .bind("id", email.email().value())
                    .execute();
        }
        return chosen.size();
    }

    private static List<Entry> entries(List<Next> chosen, Progress email, List<MessageId> messages, Instant at) {
        List<Entry> entries = new ArrayList<>(chosen.size());
        for (Next next : chosen) {
            MessageId message = messages.get(entries.size());
            Origin origin = new Origin(Optional.of(email.email()), Optional.of(next.contact()), next.address());
            entries.add(Entry.first(next.key(), next.observation(email, message, at), origin));
        }
        return entries;
    }

    private static List<Next> chosen(Handle handle, Progress email, int limit) {
        Query query = switch (email.selection()) {
            case EVERYBODY ->
                handle.createQuery(EmailSql.get("nextOfEverybody")).bind("last", email.lastContact());
            case CHOSEN ->
                handle.createQuery(EmailSql.get("nextOfChosen"))
                        .bind("email", email.email().value());
            case SOFT_BOUNCED ->
                handle.createQuery(EmailSql.get("nextOfSoftBounced")).bind("source", email.source());
        };
        return query.bind("account", email.account().value())
                .bind("after", email.acceptedTo())
                .bind("limit", limit)
                .map((row, context) -> Next.of(row))
                .list();
    }

    private static List<MessageId> nextMessages(Handle handle, int count) {
        return handle.createQuery(EmailSql.get("nextMessages"))
                .bind("count", count)
                .map((row, context) -> new MessageId(row.getLong("id")))
                .list();
    }
}
