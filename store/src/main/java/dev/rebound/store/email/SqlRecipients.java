package dev.rebound.store.email;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.RecipientDetail;
import dev.rebound.engine.email.RecipientDetail.Step;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientFilter.Group;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Recipients;
import dev.rebound.store.contact.StoredAddress;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.SearchPattern;
import dev.rebound.store.ledger.LedgerRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The recipients of an email on SQL. Thread-safe. */
public final class SqlRecipients implements Recipients {

    private static final NamedSql SQL = NamedSql.beside(SqlRecipients.class, "recipients.sql");

    private final Database database;

    public SqlRecipients(Database database) {
        this.database = database;
    }

    @Override
    public List<RecipientRow> page(
            AccountId account, EmailId email, RecipientFilter filter, Optional<MessageId> after, int limit) {
        return database.read(handle -> stateOf(handle, account, email)
                .map(state -> page(handle, email, state, filter)
                        .bind("search", SearchPattern.containing(filter.search()))
                        .bind("after", after.map(MessageId::value).orElse(0L))
                        .bind("limit", limit)
                        .map((row, context) -> recipient(row))
                        .list())
                .orElseGet(List::of));
    }

    private static Query page(Handle handle, EmailId email, EmailState state, RecipientFilter filter) {
        if (isOfMost(filter)) {
            return handle.createQuery(SQL.get(state == EmailState.SUBMITTED ? "pageWalkingSubmitted" : "pageWalking"))
                    .bind("email", email.value())
                    .bindList("statuses", statuses(filter.group()));
        }
        boolean joinsFirst = !filter.search().isBlank() || filter.group() == Group.GLOBAL;
        return filtered(handle, joinsFirst ? "pageOfOutcome" : "pageOfOutcomeUnsearched", email, filter);
    }

    /** Most recipients are in the group, so whoever walks through all of them in order finds a page soon. */
    private static boolean isOfMost(RecipientFilter filter) {
        return EnumSet.of(Group.SELECTED, Group.SENT, Group.DELIVERED).contains(filter.group())
                && filter.reason().isEmpty()
                && filter.notSent().isEmpty();
    }

    private static Query filtered(Handle handle, String statement, EmailId email, RecipientFilter filter) {
        return handle.createQuery(SQL.get(statement))
                .bind("email", email.value())
                .bindList("statuses", statuses(filter.group()))
                .bind("bounce", bounce(filter.group()).map(Enum::name).orElse(null))
                .bind("reason", filter.reason().map(Enum::name).orElse(null))
                .bind("notSent", filter.notSent().map(Enum::name).orElse(null))
                .bind("global", filter.group() == Group.GLOBAL ? 1 : 0);
    }

    private static List<String> statuses(Group group) {
        Set<MessageStatus> statuses = switch (group) {
            case SELECTED -> EnumSet.allOf(MessageStatus.class);
            case SENT -> EnumSet.complementOf(EnumSet.of(MessageStatus.NOT_SENT));
            case DELIVERED -> EnumSet.of(MessageStatus.DELIVERED, MessageStatus.RELAYED);
            case BOUNCED, HARD, SOFT, GLOBAL -> EnumSet.of(MessageStatus.BOUNCED);
            case PENDING -> EnumSet.of(MessageStatus.QUEUED, MessageStatus.PENDING);
            case NOT_SENT -> EnumSet.of(MessageStatus.NOT_SENT);
        };
        return statuses.stream().map(Enum::name).toList();
    }

    private static Optional<BounceType> bounce(Group group) {
        return switch (group) {
            case HARD, GLOBAL -> Optional.of(BounceType.HARD);
            case SOFT -> Optional.of(BounceType.SOFT);
            case SELECTED, SENT, DELIVERED, BOUNCED, PENDING, NOT_SENT -> Optional.empty();
        };
    }

    @Override
    public long count(AccountId account, EmailId email, RecipientFilter filter) {
        return database.read(handle -> stateOf(handle, account, email)
                .map(state -> count(handle, email, filter))
                .orElse(0L));
    }

    private static long count(Handle handle, EmailId email, RecipientFilter filter) {
        boolean all = filter.search().isBlank();
        boolean kept = all && filter.group() != Group.GLOBAL;
        Query query = filtered(handle, kept ? "countKept" : all ? "count" : "countFound", email, filter);
        if (!all) {
            query.bind("search", SearchPattern.containing(filter.search()));
        }
        return query.map((row, context) -> row.getLong("number")).one();
    }

    /** Empty if the account has no such email. */
    private static Optional<EmailState> stateOf(Handle handle, AccountId account, EmailId email) {
        return handle.createQuery(SQL.get("emailOfAccount"))
                .bind("email", email.value())
                .bind("account", account.value())
                .map((row, context) -> Columns.constant(row, "state", EmailState.class))
                .findOne();
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
                suppression(handle, account, recipient));
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
                row.getInt("attempts"),
                Columns.optionalInstant(row, "next_attempt"),
                Columns.optionalText(row, "words")
                        .orElse("")
                        .lines()
                        .findFirst()
                        .orElse(""));
    }
}
