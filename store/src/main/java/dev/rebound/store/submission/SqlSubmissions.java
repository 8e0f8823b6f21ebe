package dev.rebound.store.submission;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.submission.Submissions;
import dev.rebound.engine.submission.SubmittedMail;
import dev.rebound.engine.submission.SubmittedMail.Asks;
import dev.rebound.engine.submission.SubmittedMessage;
import dev.rebound.engine.submission.Submitter;
import dev.rebound.store.contact.ContactIndex;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Deflated;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchWords;
import dev.rebound.store.database.Turns;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.LedgerRows;
import dev.rebound.store.ledger.Origin;
import dev.rebound.store.ledger.Recorder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/** Submitted mail on SQL. Content is deflated before the writer's turn, which many share. Thread-safe. */
public final class SqlSubmissions implements Submissions {

    private static final NamedSql SQL = NamedSql.beside(SqlSubmissions.class, "submission.sql");

    private final Database database;
    private final Recorder recorder;

    public SqlSubmissions(Database database, Recorder recorder) {
        this.database = database;
        this.recorder = recorder;
    }

    @Override
    public CompletableFuture<EmailId> accept(Submitter submitter, SubmittedMail mail, String emailName, Instant at) {
        Arrival arrival = new Arrival(submitter, mail, emailName, Micros.truncated(at), Deflated.pack(mail.content()));
        return database.submit("submitted mail", handle -> accept(handle, arrival));
    }

    /** What one transaction takes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Arrival(Submitter submitter, SubmittedMail mail, String emailName, Instant at, byte[] packed) {

        AccountId account() {
            return submitter.account();
        }
    }

    private EmailId accept(Handle handle, Arrival arrival) {
        EmailId email = emailOf(handle, arrival);
        long submission = add(handle, arrival, email);
        // In the order of keys, as every batch is.
        List<EmailAddress> recipients = arrival.mail().recipients().stream()
                .sorted(Comparator.comparing(EmailAddress::key))
                .toList();
        Iterator<MessageId> messages = Prepared.of(handle, SQL, "nextMessages")
                .bind("count", recipients.size())
                .list(row -> new MessageId(row.getLong("id")))
                .iterator();
        List<Entry> entries = new ArrayList<>(recipients.size());
        for (EmailAddress recipient : recipients) {
            if (arrival.mail().asks() == Asks.UNSUBSCRIBE_LINK) {
                addContact(handle, arrival, recipient);
            }
            Origin origin = new Origin(Optional.of(email), Optional.empty(), recipient.text());
            entries.add(Entry.first(recipient.key(), first(handle, arrival, recipient, messages.next()), origin));
        }
        recorder.run(handle, entries);
        entries.forEach(entry -> addMessage(handle, arrival, entry, submission));
        return email;
    }

    private static void addMessage(Handle handle, Arrival arrival, Entry entry, long submission) {
        Prepared.of(handle, SQL, "addMessage")
                .bind("message", entry.message().orElseThrow().value())
                .bind("account", arrival.account().value())
                .bind("submission", submission)
                .execute();
    }

    private static EmailId emailOf(Handle handle, Arrival arrival) {
        Turns.of(handle, "submitted email", arrival.account().value());
        return Prepared.of(handle, SQL, "emailOfName")
                .bind("account", arrival.account().value())
                .bind("name", arrival.emailName())
                .first(SqlSubmissions::emailId)
                .orElseGet(() -> Prepared.of(handle, SQL, "addEmail")
                        .bind("account", arrival.account().value())
                        .bind("name", arrival.emailName())
                        .bind("from", arrival.mail().from().text())
                        .bind("at", Micros.of(arrival.at()))
                        .first(SqlSubmissions::emailId)
                        .orElseThrow());
    }

    private static EmailId emailId(ResultSet row) throws SQLException {
        return new EmailId(row.getLong("id"));
    }

    private static long add(Handle handle, Arrival arrival, EmailId email) {
        SubmittedMail mail = arrival.mail();
        return Prepared.of(handle, SQL, "add")
                .bind("account", arrival.account().value())
                .bind("email", email.value())
                .bind("at", Micros.of(arrival.at()))
                .bind("key", arrival.submitter().key())
                .bind("from", mail.from().text())
                .bind("subject", mail.subject())
                .bind("headerId", mail.headerId())
                .bind("wantsLink", mail.asks() == Asks.UNSUBSCRIBE_LINK ? 1 : 0)
                .bind("octets", mail.content().length)
                .bind("content", arrival.packed())
                .first(row -> row.getLong("id"))
                .orElseThrow();
    }

    private static void addContact(Handle handle, Arrival arrival, EmailAddress recipient) {
        int added = Prepared.of(handle, SQL, "addContact")
                .bind("account", arrival.account().value())
                .bind("addressKey", recipient.key().value())
                .bind("address", recipient.text())
                .bind("searchText", SearchWords.kept(recipient.text()))
                .bind("at", Micros.of(arrival.at()))
                .execute();
        if (added > 0) {
            new ContactIndex(handle, arrival.account()).added(List.of(recipient.key()));
        }
    }

    /** Asked again at the commit: what was true at {@code RCPT} need not be any more. */
    private static Observation first(Handle handle, Arrival arrival, EmailAddress recipient, MessageId message) {
        return refusal(handle, arrival.account(), recipient.key(), arrival.at())
                .<Observation>map(why -> new Observation.LeftOut(arrival.account(), message, arrival.at(), why))
                .orElseGet(() -> new Observation.Accepted(arrival.account(), message, arrival.at()));
    }

    private static Optional<NotSentReason> refusal(Handle handle, AccountId account, AddressKey address, Instant at) {
        return Prepared.of(handle, SQL, "refusal")
                .bind("addressKey", address.value())
                .bind("account", account.value())
                .bind("now", Micros.of(at))
                .first(row -> Columns.constant(row, "why", NotSentReason.class));
    }

    @Override
    public Optional<NotSentReason> refusalOf(AccountId account, AddressKey address, Instant at) {
        return database.read(handle -> refusal(handle, account, address, at));
    }

    @Override
    public Optional<SubmittedContent> contentOf(MessageId message) {
        return database.read(handle -> Prepared.of(handle, SQL, "content")
                .bind("message", message.value())
                .first(row -> new SubmittedContent(
                        Deflated.unpack(row.getBytes("content"), row.getInt("octets")),
                        Columns.optionalLong(row, "contact").map(ContactId::new))));
    }

    @Override
    public List<SubmittedMessage> page(AccountId account, Optional<MessageId> before, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "page")
                .bind("account", account.value())
                .bind("before", before.map(MessageId::value).orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .list(SqlSubmissions::line));
    }

    @Override
    public List<SubmittedMessage> withHeaderId(AccountId account, String headerId, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "withHeaderId")
                .bind("account", account.value())
                .bind("headerId", headerId)
                .bind("limit", limit)
                .list(SqlSubmissions::line));
    }

    private static SubmittedMessage line(ResultSet row) throws SQLException {
        return new SubmittedMessage(
                new MessageId(row.getLong("id")),
                new EmailId(row.getLong("email")),
                Columns.instant(row, "received_at"),
                row.getString("api_key"),
                row.getString("from_address"),
                row.getString("subject"),
                row.getString("header_id"),
                row.getInt("octets"),
                row.getInt("has_content") == 1,
                row.getString("recipient"),
                Columns.constant(row, "status", MessageStatus.class),
                LedgerRows.verdict(row),
                Columns.optionalConstant(row, "not_sent", NotSentReason.class));
    }

    @Override
    public int forgetBefore(Instant moment, int limit) {
        return database.write(
                "submitted mail forgotten",
                handle -> Prepared.of(handle, SQL, "forget")
                        .bind("moment", Micros.of(moment))
                        .bind("limit", limit)
                        .execute());
    }
}
