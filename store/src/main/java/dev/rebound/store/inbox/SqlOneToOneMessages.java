package dev.rebound.store.inbox;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.NewOneToOne;
import dev.rebound.engine.inbox.OneToOneContent;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.engine.inbox.OneToOneMessage.OneToOneState;
import dev.rebound.engine.inbox.OneToOneMessages;
import dev.rebound.engine.inbox.OneToOneToken;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.store.contact.StoredAddress;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.Texts;
import dev.rebound.store.database.Turns;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.Origin;
import dev.rebound.store.ledger.Recorder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/** One-to-one emails on SQL. Thread-safe. */
public final class SqlOneToOneMessages implements OneToOneMessages {

    private static final NamedSql SQL = NamedSql.beside(SqlOneToOneMessages.class, "one_to_one.sql");

    private final Database database;
    private final Recorder recorder;

    public SqlOneToOneMessages(Database database, Recorder recorder) {
        this.database = database;
        this.recorder = recorder;
    }

    @Override
    public OneToOneId begin(NewOneToOne email, OneToOneContent content, Instant at) {
        return database.write("a one-to-one email", handle -> {
            OneToOneId id = begin(handle, email, at);
            if (!content.equals(OneToOneContent.NOT_KEPT)) {
                Prepared.of(handle, SQL, "keepContent")
                        .bind("id", id.value())
                        .bind("text", content.text())
                        .bind("html", content.html())
                        .bind("files", Texts.toJson(content.files()))
                        .execute();
            }
            return id;
        });
    }

    private static OneToOneId begin(Handle handle, NewOneToOne email, Instant at) {
        return Prepared.of(handle, SQL, "begin")
                .bind("account", email.account().value())
                .bind("inbox", email.inbox().value())
                .bind("contact", email.contact().map(ContactId::value).orElse(null))
                .bind("recipient", email.recipient().text())
                .bind("addressKey", email.recipient().key().value())
                .bind("subject", email.subject())
                .bind("token", email.token().value())
                .bind("headerId", email.headerId())
                .bind("at", Micros.of(at))
                .first(row -> new OneToOneId(row.getLong("id")))
                .orElseThrow();
    }

    @Override
    public CompletableFuture<MessageId> sent(OneToOneId id, Evidence evidence) {
        return database.submit("a one-to-one email sent", handle -> sent(handle, id, evidence));
    }

    /** Taken in turn, so that a reply and a report that come at once make one message. */
    private MessageId sent(Handle handle, OneToOneId id, Evidence evidence) {
        Turns.of(handle, "one-to-one", id.value());
        OneToOneMessage kept = any(handle, id);
        if (kept.message().isPresent()) {
            return kept.message().get();
        }
        MessageId number = nextMessage(handle);
        NewOneToOne email = kept.email();
        Observation seen = new Observation.SentThroughInbox(
                email.account(), number, Micros.truncated(evidence.receivedAt()), evidence.id());
        Origin origin =
                new Origin(Optional.empty(), email.contact(), email.recipient().text());
        recorder.run(handle, List.of(Entry.first(email.recipient().key(), seen, evidence, origin)));
        Prepared.of(handle, SQL, "sent")
                .bind("id", id.value())
                .bind("message", number.value())
                .bind("words", evidence.diagnostic().text())
                .execute();
        return number;
    }

    private static OneToOneMessage any(Handle handle, OneToOneId id) {
        return Prepared.of(handle, SQL, "any")
                .bind("id", id.value())
                .first(SqlOneToOneMessages::message)
                .orElseThrow();
    }

    private static MessageId nextMessage(Handle handle) {
        return Prepared.of(handle, SQL, "nextMessage")
                .first(row -> new MessageId(row.getLong("id")))
                .orElseThrow();
    }

    @Override
    public CompletableFuture<MessageId> refused(OneToOneId id, Evidence evidence, Verdict verdict) {
        return database.submit("a one-to-one email refused", handle -> refused(handle, id, evidence, verdict));
    }

    /** It is queued and bounces in one transaction, so no delivery of ours ever sees it. */
    private MessageId refused(Handle handle, OneToOneId id, Evidence evidence, Verdict verdict) {
        Turns.of(handle, "one-to-one", id.value());
        OneToOneMessage kept = any(handle, id);
        if (kept.message().isPresent()) {
            return kept.message().get();
        }
        MessageId number = nextMessage(handle);
        NewOneToOne email = kept.email();
        AddressKey address = email.recipient().key();
        Instant at = Micros.truncated(evidence.receivedAt());
        Origin origin =
                new Origin(Optional.empty(), email.contact(), email.recipient().text());
        recorder.run(
                handle,
                List.of(
                        Entry.first(address, new Observation.OfferedThroughInbox(email.account(), number, at), origin),
                        Entry.of(
                                address,
                                new Observation.PermanentFailure(number, at, evidence.id(), verdict),
                                Optional.of(evidence))));
        Prepared.of(handle, SQL, "refused")
                .bind("id", id.value())
                .bind("message", number.value())
                .bind("words", evidence.diagnostic().text())
                .execute();
        return number;
    }

    @Override
    public void copied(OneToOneId id, OneToOneCourse.SentCopyState copy, String words) {
        database.write(
                "the copy of a one-to-one email",
                handle -> Prepared.of(handle, SQL, "copied")
                        .bind("id", id.value())
                        .bind("copy", copy.name())
                        .bind("words", words)
                        .execute());
    }

    @Override
    public void ended(OneToOneId id, OneToOneState state, String words) {
        database.write(
                "how a one-to-one email ended",
                handle -> Prepared.of(handle, SQL, "ended")
                        .bind("id", id.value())
                        .bind("state", state.name())
                        .bind("words", words)
                        .execute());
    }

    @Override
    public int endInterrupted(Instant begunBefore) {
        return database.write(
                "one-to-one emails that were cut off",
                handle -> Prepared.of(handle, SQL, "endInterrupted")
                        .bind("before", Micros.of(begunBefore))
                        .execute());
    }

    @Override
    public Optional<OneToOneMessage> find(AccountId account, OneToOneId id) {
        return database.read(handle -> Prepared.of(handle, SQL, "find")
                .bind("account", account.value())
                .bind("id", id.value())
                .first(SqlOneToOneMessages::message));
    }

    @Override
    public List<OneToOneMessage> page(AccountId account, Optional<OneToOneId> before, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "page")
                .bind("account", account.value())
                .bind("before", before.map(OneToOneId::value).orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .list(SqlOneToOneMessages::message));
    }

    @Override
    public Optional<OneToOneMessage> withToken(InboxId inbox, OneToOneToken token) {
        return database.read(handle -> Prepared.of(handle, SQL, "withToken")
                .bind("inbox", inbox.value())
                .bind("token", token.value())
                .first(SqlOneToOneMessages::message));
    }

    @Override
    public Optional<OneToOneMessage> withHeaderId(InboxId inbox, String headerId) {
        return database.read(handle -> Prepared.of(handle, SQL, "withHeaderId")
                .bind("inbox", inbox.value())
                .bind("headerId", headerId)
                .first(SqlOneToOneMessages::message));
    }

    @Override
    public List<OneToOneMessage> toAddress(InboxId inbox, AddressKey address, Period period, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "toAddress")
                .bind("inbox", inbox.value())
                .bind("addressKey", address.value())
                .bind("from", Micros.of(period.from()))
                .bind("to", Micros.of(period.to()))
                .bind("limit", limit)
                .list(SqlOneToOneMessages::message));
    }

    static OneToOneMessage message(ResultSet row) throws SQLException {
        return new OneToOneMessage(
                new OneToOneId(row.getLong("id")),
                new NewOneToOne(
                        new AccountId(row.getLong("account")),
                        new InboxId(row.getLong("inbox")),
                        Columns.optionalLong(row, "contact").map(ContactId::new),
                        StoredAddress.of(row.getString("recipient"), row.getString("address_key")),
                        row.getString("subject"),
                        new OneToOneToken(row.getString("token")),
                        row.getString("header_id")),
                Columns.instant(row, "at"),
                Columns.constant(row, "state", OneToOneState.class),
                Columns.optionalLong(row, "message").map(MessageId::new),
                row.getString("words"));
    }
}
