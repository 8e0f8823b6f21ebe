package dev.rebound.store.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientDetail;
import dev.rebound.engine.email.RecipientDetail.Step;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientOrder;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Recipients;
import dev.rebound.store.contact.StoredAddress;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.ledger.LedgerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The recipients of an email on SQL. Thread-safe. */
public final class SqlRecipients implements Recipients {

    static final NamedSql SQL = NamedSql.beside(SqlRecipients.class, "recipients.sql");

    private final Database database;

    public SqlRecipients(Database database) {
        this.database = database;
    }

    @Override
    public List<RecipientRow> page(
            AccountId account, EmailId email, RecipientFilter filter, Optional<MessageId> after, int limit) {
        return database.read(handle -> has(handle, account, email)
                ? rows(handle, new RecipientIds(handle, account, email, filter).page(after, limit))
                : List.of());
    }

    @Override
    public Counted countedPage(
            AccountId account, EmailId email, RecipientFilter filter, RecipientOrder order, Place place) {
        return database.read(handle -> {
            if (!has(handle, account, email)) {
                return new Counted(List.of(), OptionalLong.of(0));
            }
            RecipientIds ids = new RecipientIds(handle, account, email, filter);
            OptionalLong count = ids.countAtOnce();
            return new Counted(rows(handle, new RecipientSorting(handle, ids, order).part(place)), count);
        });
    }

    private static List<RecipientRow> rows(Handle handle, List<Long> ids) {
        Map<Long, RecipientRow> rows = new HashMap<>();
        new KeyedQuery(handle, SQL, "rows").forEach("ids", ids, row -> rows.put(row.getLong("id"), recipient(row)));
        return ids.stream().flatMap(id -> Stream.ofNullable(rows.get(id))).toList();
    }

    @Override
    public Optional<List<RecipientRow>> all(AccountId account, EmailId email, RecipientFilter filter, int most) {
        return database.read(handle -> {
            List<Long> ids = has(handle, account, email)
                    ? new RecipientIds(handle, account, email, filter).page(Optional.empty(), most + 1)
                    : List.of();
            return ids.size() > most ? Optional.empty() : Optional.of(rows(handle, ids));
        });
    }

    @Override
    public long count(AccountId account, EmailId email, RecipientFilter filter) {
        return database.read(
                handle -> has(handle, account, email) ? new RecipientIds(handle, account, email, filter).count() : 0L);
    }

    @Override
    public OptionalLong countAtOnce(AccountId account, EmailId email, RecipientFilter filter) {
        return database.read(handle -> has(handle, account, email)
                ? new RecipientIds(handle, account, email, filter).countAtOnce()
                : OptionalLong.of(0));
    }

    @Override
    public boolean say(AccountId account, MessageId message, Opinion opinion, String by, Instant at) {
        return database.write(
                "what somebody thinks of a verdict",
                handle -> new SqlOpinions(handle, account).say(message, opinion, by, at));
    }

    @Override
    public List<Doubted> doubted(AccountId account, Doubt doubt, Optional<MessageId> below, int limit) {
        return database.read(handle -> {
            SqlOpinions opinions = new SqlOpinions(handle, account);
            return opinions.named(rows(handle, opinions.ids(doubt, below, limit)));
        });
    }

    private static boolean has(Handle handle, AccountId account, EmailId email) {
        return Prepared.of(handle, SQL, "emailOfAccount")
                .bind("email", email.value())
                .bind("account", account.value())
                .first(row -> row.getLong("id"))
                .isPresent();
    }

    @Override
    public Optional<RecipientDetail> detail(AccountId account, MessageId message) {
        return database.read(handle -> handle.createQuery(SQL.get("recipient"))
                .bind("message", message.value())
                .bind("account", account.value())
                .map((row, context) -> detail(handle, account, row))
                .findOne());
    }

    private static RecipientDetail detail(Handle handle, AccountId account, ResultSet row) throws SQLException {
        RecipientRow recipient = recipient(row);
        return new RecipientDetail(
                Columns.optionalLong(row, "email").map(EmailId::new),
                recipient,
                steps(handle, recipient.message()),
                suppression(handle, account, recipient),
                new SqlOpinions(handle, account).of(recipient.message()));
    }

    private static List<Step> steps(Handle handle, MessageId message) {
        return handle.createQuery(SQL.get("steps"))
                .bind("message", message.value())
                .map((row, context) -> new Step(LedgerRows.event(row), LedgerRows.evidence(row)))
                .list();
    }

    private static Optional<Suppression> suppression(Handle handle, AccountId account, RecipientRow recipient) {
        return handle.createQuery(SQL.get("suppressionOf"))
                .bind("address", recipient.address().key().value())
                .bind("account", account.value())
                .map((row, context) -> LedgerRows.suppression(row))
                .findOne();
    }

    private static RecipientRow recipient(ResultSet row) throws SQLException {
        String firstName = Columns.optionalText(row, "first_name").orElse("");
        String lastName = Columns.optionalText(row, "last_name").orElse("");
        return new RecipientRow(
                new MessageId(row.getLong("id")),
                Columns.optionalLong(row, "person").map(ContactId::new),
                StoredAddress.of(row.getString("recipient"), row.getString("address_key")),
                Contact.fullName(firstName, lastName),
                Columns.constant(row, "status", MessageStatus.class),
                Columns.instant(row, "since"),
                LedgerRows.verdict(row),
                Columns.optionalConstant(row, "not_sent", NotSentReason.class),
                Columns.optionalInstant(row, "global_since").isPresent(),
                Columns.optionalConstant(row, "hold_standing", Hold.Standing.class),
                row.getInt("attempts"),
                Columns.optionalInstant(row, "next_attempt"),
                Columns.optionalText(row, "words")
                        .orElse("")
                        .lines()
                        .findFirst()
                        .orElse(""));
    }
}
