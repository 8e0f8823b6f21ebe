package dev.rebound.store.webhook;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.secret.SecretBox;
import dev.rebound.engine.webhook.DeadLetter;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import dev.rebound.engine.webhook.Webhook.Trouble;
import dev.rebound.engine.webhook.WebhookEvent;
import dev.rebound.engine.webhook.WebhookId;
import dev.rebound.engine.webhook.Webhooks;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.ledger.LedgerRows;
import dev.rebound.store.ledger.SettledNumbers;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Webhooks on SQL; what they are told of is read from the ledger by number. Thread-safe. */
public final class SqlWebhooks implements Webhooks {

    /** Events of all accounts looked at in one go. */
    private static final long WINDOW = 5_000;

    private static final NamedSql SQL = NamedSql.beside(SqlWebhooks.class, "webhook.sql");

    private final Database database;
    private final SettledNumbers numbers;
    private final SecretBox secrets;

    /**
     * @param secrets seals what calls are signed with
     */
    public SqlWebhooks(Database database, SettledNumbers numbers, SecretBox secrets) {
        this.database = database;
        this.numbers = numbers;
        this.secrets = secrets;
    }

    /** A secret moved to another account or address would not open there. */
    private static String place(long account, String url) {
        return "webhook of account " + account + " at " + url;
    }

    /** Seals the secrets that earlier versions kept in clear. */
    public void sealPlainSecrets() {
        record Plain(long id, String place, String secret) {}
        List<Plain> plain = database.read(handle -> Prepared.of(handle, SQL, "plainSecrets")
                .list(row -> new Plain(
                        row.getLong("id"),
                        place(row.getLong("account"), row.getString("url")),
                        row.getString("secret"))));
        if (!plain.isEmpty()) {
            database.write("webhooks' secrets sealed", handle -> {
                Prepared.of(handle, SQL, "sealSecret")
                        .executeEach(
                                plain,
                                (seal, row) -> seal.bind("id", row.id())
                                        .bind("plain", row.secret())
                                        .bind("sealed", secrets.seal(row.place(), row.secret())));
                return plain.size();
            });
        }
    }

    @Override
    public WebhookId create(AccountId account, URI url, String secret, Set<EventType> types, Instant at) {
        String names = types.stream().map(EventType::name).sorted().collect(Collectors.joining(","));
        return database.write(
                "a webhook",
                handle -> Prepared.of(handle, SQL, "create")
                        .bind("account", account.value())
                        .bind("url", url.toString())
                        .bind("secret", secrets.seal(place(account.value(), url.toString()), secret))
                        .bind("types", names)
                        .bind("at", Micros.of(at))
                        .first(row -> new WebhookId(row.getLong("id")))
                        .orElseThrow());
    }

    @Override
    public List<Webhook> list(AccountId account) {
        return database.read(handle -> Prepared.of(handle, SQL, "list")
                .bind("account", account.value())
                .list(this::webhook));
    }

    @Override
    public Optional<Webhook> find(AccountId account, WebhookId id) {
        return database.read(handle -> of(handle, "find", account, id).first(this::webhook));
    }

    private static Prepared of(Handle handle, String statement, AccountId account, WebhookId id) {
        return Prepared.of(handle, SQL, statement)
                .bind("account", account.value())
                .bind("id", id.value());
    }

    private Webhook webhook(ResultSet row) throws SQLException {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        Arrays.stream(row.getString("types").split(",")).map(EventType::valueOf).forEach(types::add);
        int calls = row.getInt("calls_failed");
        Optional<Trouble> trouble = calls == 0
                ? Optional.empty()
                : Optional.of(new Trouble(calls, row.getString("problem"), Columns.instant(row, "next_call")));
        return new Webhook(
                new WebhookId(row.getLong("id")),
                new AccountId(row.getLong("account")),
                URI.create(row.getString("url")),
                secrets.open(place(row.getLong("account"), row.getString("url")), row.getString("secret")),
                types,
                row.getInt("paused") == 1,
                row.getLong("position"),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "told_at"),
                trouble);
    }

    @Override
    public boolean remove(AccountId account, WebhookId id) {
        return database.write("a webhook removed", handle -> {
            of(handle, "removeLetters", account, id).execute();
            return of(handle, "remove", account, id).execute() > 0;
        });
    }

    @Override
    public boolean pause(AccountId account, WebhookId id, boolean paused) {
        return database.write(
                "a webhook paused or resumed",
                handle -> of(handle, "pause", account, id)
                                .bind("paused", paused ? 1 : 0)
                                .execute()
                        > 0);
    }

    @Override
    public boolean rewind(AccountId account, WebhookId id, Instant since) {
        long moment = Micros.of(since);
        long last = numbers.last();
        return database.write(
                "a webhook set back",
                handle -> of(handle, "rewind", account, id)
                                .bind("position", firstFrom(handle, moment, last) - 1)
                                .execute()
                        > 0);
    }

    /** The number of the first event that is not before a moment, found by halving. */
    private static long firstFrom(Handle handle, long moment, long last) {
        long from = 1;
        long to = last + 1;
        while (from < to) {
            long middle = (from + to) >>> 1;
            boolean isBefore = Prepared.of(handle, SQL, "momentFrom")
                    .bind("seq", middle)
                    .first(row -> row.getLong("at") < moment)
                    .orElse(false);
            if (isBefore) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    public List<Webhook> callable(Instant now) {
        return database.read(handle ->
                Prepared.of(handle, SQL, "callable").bind("now", Micros.of(now)).list(this::webhook));
    }

    @Override
    public long lastEvent() {
        return numbers.last();
    }

    @Override
    public Stretch after(AccountId account, Set<EventType> types, long position, int limit) {
        long end = Math.min(position + WINDOW, Math.max(position, numbers.last()));
        return database.read(handle -> {
            List<WebhookEvent> all = events(handle, account, position, end, limit);
            long seen = all.size() < limit ? end : all.getLast().number();
            return new Stretch(wanted(types, all), seen);
        });
    }

    @Override
    public List<WebhookEvent> between(Webhook webhook, long first, long last) {
        return database.read(handle -> wanted(
                webhook.types(),
                events(handle, webhook.account(), first - 1, last, Math.toIntExact(last - first + 1))));
    }

    private static List<WebhookEvent> wanted(Set<EventType> types, List<WebhookEvent> all) {
        return all.stream()
                .filter(event ->
                        EventType.of(event.event()).filter(types::contains).isPresent())
                .toList();
    }

    private static List<WebhookEvent> events(Handle handle, AccountId account, long after, long end, int limit) {
        return Prepared.of(handle, SQL, "after")
                .bind("account", account.value())
                .bind("after", after)
                .bind("end", end)
                .bind("limit", limit)
                .list(row -> new WebhookEvent(
                        row.getLong("seq"),
                        LedgerRows.event(row),
                        Columns.optionalLong(row, "email").map(EmailId::new)));
    }

    @Override
    public void told(Webhook webhook, long position, Instant at) {
        database.write(
                "a webhook told",
                handle -> Prepared.of(handle, SQL, "told")
                        .bind("id", webhook.id().value())
                        .bind("before", webhook.position())
                        .bind("position", position)
                        .bind("at", Micros.of(at))
                        .execute());
    }

    @Override
    public void passed(Webhook webhook, long position) {
        database.write(
                "a webhook's position",
                handle -> Prepared.of(handle, SQL, "passed")
                        .bind("id", webhook.id().value())
                        .bind("before", webhook.position())
                        .bind("position", position)
                        .execute());
    }

    @Override
    public void failed(WebhookId id, Trouble trouble) {
        database.write(
                "a webhook that failed",
                handle -> Prepared.of(handle, SQL, "failed")
                        .bind("id", id.value())
                        .bind("calls", trouble.calls())
                        .bind("problem", trouble.problem())
                        .bind("nextCall", Micros.of(trouble.nextCall()))
                        .execute());
    }

    @Override
    public void giveUp(DeadLetter letter) {
        database.write("a dead letter", handle -> {
            Prepared.of(handle, SQL, "addLetter")
                    .bind("id", letter.webhook().value())
                    .bind("first", letter.first())
                    .bind("last", letter.last())
                    .bind("events", letter.events())
                    .bind("calls", letter.calls())
                    .bind("problem", letter.problem())
                    .bind("since", Micros.of(letter.since()))
                    .execute();
            return Prepared.of(handle, SQL, "goOnBehind")
                    .bind("id", letter.webhook().value())
                    .bind("position", letter.last())
                    .execute();
        });
    }

    @Override
    public List<DeadLetter> deadLetters(AccountId account, WebhookId id, int limit) {
        return database.read(handle ->
                of(handle, "letters", account, id).bind("limit", limit).list(SqlWebhooks::letter));
    }

    @Override
    public Optional<DeadLetter> deadLetter(AccountId account, WebhookId id, long letter) {
        return database.read(handle ->
                of(handle, "letter", account, id).bind("letter", letter).first(SqlWebhooks::letter));
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                new WebhookId(row.getLong("webhook")),
                row.getLong("first"),
                row.getLong("last"),
                row.getInt("events"),
                row.getInt("calls"),
                row.getString("problem"),
                Columns.instant(row, "since"));
    }

    @Override
    public boolean removeDeadLetter(AccountId account, WebhookId id, long letter) {
        return database.write(
                "a dead letter removed",
                handle -> of(handle, "removeLetter", account, id)
                                .bind("letter", letter)
                                .execute()
                        > 0);
    }
}
