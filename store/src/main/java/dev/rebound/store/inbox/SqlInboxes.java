package dev.rebound.store.inbox;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.inbox.FolderPosition;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.Condition;
import dev.rebound.engine.inbox.Inbox.Figures;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.MailTrouble;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.store.contact.StoredAddress;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Connected inboxes on SQL. Thread-safe. */
public final class SqlInboxes implements Inboxes {

    private static final NamedSql SQL = NamedSql.beside(SqlInboxes.class, "inbox.sql");

    private final Database database;

    public SqlInboxes(Database database) {
        this.database = database;
    }

    @Override
    public Inbox connect(NewInbox inbox, byte[] sealed, Instant at) {
        MailEndpoint imap = inbox.servers().imap();
        MailEndpoint smtp = inbox.servers().smtp();
        return database.write(
                "an inbox",
                handle -> Prepared.of(handle, SQL, "connect")
                        .bind("account", inbox.account().value())
                        .bind("owner", inbox.owner())
                        .bind("address", inbox.address().text())
                        .bind("addressKey", inbox.address().key().value())
                        .bind("name", inbox.displayName())
                        .bind("imapHost", imap.host())
                        .bind("imapPort", imap.port())
                        .bind("imapProtection", imap.protection().name())
                        .bind("smtpHost", smtp.host())
                        .bind("smtpPort", smtp.port())
                        .bind("smtpProtection", smtp.protection().name())
                        .bind("credentials", sealed)
                        .bind("at", Micros.of(at))
                        .first(SqlInboxes::inbox)
                        .orElseThrow());
    }

    @Override
    public List<Inbox> page(AccountId account, Optional<InboxId> after, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "page")
                .bind("account", account.value())
                .bind("after", after.map(InboxId::value).orElse(0L))
                .bind("limit", limit)
                .list(SqlInboxes::inbox));
    }

    @Override
    public Optional<Inbox> find(AccountId account, InboxId id) {
        return database.read(handle -> Prepared.of(handle, SQL, "find")
                .bind("account", account.value())
                .bind("id", id.value())
                .first(SqlInboxes::inbox));
    }

    @Override
    public Optional<Inbox> findByAddress(AccountId account, AddressKey address) {
        return database.read(handle -> Prepared.of(handle, SQL, "findByAddress")
                .bind("account", account.value())
                .bind("addressKey", address.value())
                .first(SqlInboxes::inbox));
    }

    @Override
    public Optional<Inbox> find(InboxId id) {
        return database.read(handle ->
                Prepared.of(handle, SQL, "findAny").bind("id", id.value()).first(SqlInboxes::inbox));
    }

    @Override
    public long count(AccountId account) {
        return database.read(handle -> Prepared.of(handle, SQL, "count")
                .bind("account", account.value())
                .first(row -> row.getLong("number"))
                .orElse(0L));
    }

    @Override
    public List<InboxId> watched() {
        return database.read(handle -> Prepared.of(handle, SQL, "watched").list(row -> new InboxId(row.getLong("id"))));
    }

    @Override
    public Totals totals() {
        record OfState(InboxState state, long number, Figures figures, Optional<Instant> seenAt) {}

        List<OfState> states = database.read(handle -> Prepared.of(handle, SQL, "totals")
                .list(row -> new OfState(
                        Columns.constant(row, "state", InboxState.class),
                        row.getLong("number"),
                        figures(row),
                        Columns.optionalInstant(row, "seen_at"))));
        return new Totals(
                states.stream().collect(Collectors.toMap(OfState::state, OfState::number)),
                states.stream().map(OfState::figures).reduce(Figures.NONE, Figures::plus),
                states.stream().flatMap(of -> of.seenAt().stream()).max(Comparator.naturalOrder()));
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                row.getLong("looked"), row.getLong("reports"), row.getLong("answers"), row.getLong("strangers"));
    }

    @Override
    public Optional<byte[]> sealed(InboxId id) {
        return database.read(handle ->
                Prepared.of(handle, SQL, "sealed").bind("id", id.value()).first(row -> row.getBytes("credentials")));
    }

    @Override
    public void keepSealed(InboxId id, byte[] sealed) {
        database.write(
                "an inbox's secret",
                handle -> Prepared.of(handle, SQL, "keepSealed")
                        .bind("id", id.value())
                        .bind("credentials", sealed)
                        .execute());
    }

    @Override
    public boolean disconnect(AccountId account, InboxId id, Instant at) {
        return database.write("an inbox disconnected", handle -> {
            boolean done = Prepared.of(handle, SQL, "disconnect")
                            .bind("account", account.value())
                            .bind("id", id.value())
                            .bind("at", Micros.of(at))
                            .execute()
                    > 0;
            if (done) {
                Prepared.of(handle, SQL, "forgetFolders").bind("id", id.value()).execute();
            }
            return done;
        });
    }

    @Override
    public void note(InboxId id, Condition condition) {
        Optional<MailTrouble> trouble = condition.trouble();
        database.write(
                "an inbox's condition",
                handle -> Prepared.of(handle, SQL, "note")
                        .bind("id", id.value())
                        .bind("state", condition.state().name())
                        .bind("since", Micros.of(condition.since()))
                        .bind("trouble", trouble.map(t -> t.kind().name()).orElse(null))
                        .bind("side", trouble.map(t -> t.side().name()).orElse(null))
                        .bind("words", trouble.map(MailTrouble::words).orElse(null))
                        .bind("seenAt", condition.seenAt().map(Micros::of).orElse(null))
                        .execute());
    }

    @Override
    public List<FolderPosition> positions(InboxId id) {
        return database.read(handle -> Prepared.of(handle, SQL, "positions")
                .bind("id", id.value())
                .list(row -> new FolderPosition(
                        row.getString("folder"),
                        row.getLong("uid_validity"),
                        row.getLong("uid_next"),
                        row.getLong("mod_seq"))));
    }

    @Override
    public void advance(InboxId id, FolderPosition position, Figures seen, Instant at) {
        database.write("how far an inbox was looked at", handle -> {
            Prepared.of(handle, SQL, "advance")
                    .bind("id", id.value())
                    .bind("folder", position.folder())
                    .bind("uidValidity", position.uidValidity())
                    .bind("uidNext", position.uidNext())
                    .bind("modSeq", position.modSeq())
                    .execute();
            return Prepared.of(handle, SQL, "add")
                    .bind("id", id.value())
                    .bind("looked", seen.looked())
                    .bind("reports", seen.reports())
                    .bind("answers", seen.answers())
                    .bind("strangers", seen.strangers())
                    .bind("at", Micros.of(at))
                    .execute();
        });
    }

    private static Inbox inbox(ResultSet row) throws SQLException {
        return new Inbox(
                new InboxId(row.getLong("id")),
                new AccountId(row.getLong("account")),
                row.getString("owner"),
                StoredAddress.of(row.getString("address"), row.getString("address_key")),
                row.getString("display_name"),
                new MailServers(endpoint(row, "imap"), endpoint(row, "smtp")),
                condition(row),
                figures(row),
                Columns.instant(row, "created_at"));
    }

    private static MailEndpoint endpoint(ResultSet row, String side) throws SQLException {
        return new MailEndpoint(
                row.getString(side + "_host"),
                row.getInt(side + "_port"),
                Columns.constant(row, side + "_protection", Protection.class));
    }

    private static Condition condition(ResultSet row) throws SQLException {
        Optional<MailTrouble.Kind> kind = Columns.optionalConstant(row, "trouble", MailTrouble.Kind.class);
        Optional<MailTrouble> trouble = kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new MailTrouble(
                        kind.get(),
                        Columns.constant(row, "trouble_side", MailTrouble.Side.class),
                        row.getString("trouble_words")));
        return new Condition(
                Columns.constant(row, "state", InboxState.class),
                Columns.instant(row, "since"),
                trouble,
                Columns.optionalInstant(row, "seen_at"));
    }
}
