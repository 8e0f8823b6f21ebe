package dev.rebound.store.control;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.control.ControlStore;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.Sample;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.ledger.Entry;
import dev.rebound.store.ledger.Recorder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Controls on SQL. Thread-safe. */
public final class SqlControls implements ControlStore {

    private static final NamedSql SQL = NamedSql.beside(SqlControls.class, "control.sql");

    private final Database database;
    private final Recorder recorder;

    public SqlControls(Database database, Recorder recorder) {
        this.database = database;
        this.recorder = recorder;
    }

    /** Binds what is special to a change. */
    private interface Binding {
        Update to(Update update);
    }

    private boolean change(String statement, AccountId account, EmailId email, Binding binding) {
        return database.write(
                "the plan of an email",
                handle -> binding.to(handle.createUpdate(SQL.get(statement))
                                        .bind("id", email.value())
                                        .bind("account", account.value()))
                                .execute()
                        == 1);
    }

    @Override
    public boolean setSample(AccountId account, EmailId email, Optional<Sample> sample) {
        return change(
                "setSample",
                account,
                email,
                update -> update.bind("size", sample.map(Sample::size).orElse(null))
                        .bind("wait", sample.map(s -> micros(s.judgedAfter())).orElse(null))
                        .bind(
                                "limit",
                                sample.map(s -> Math.round(s.hardMax() * Sample.LIMIT_PARTS))
                                        .orElse(null)));
    }

    private static long micros(Duration duration) {
        return duration.dividedBy(Duration.of(1, ChronoUnit.MICROS));
    }

    @Override
    public boolean schedule(AccountId account, EmailId email, Instant startsAt) {
        return change("schedule", account, email, update -> update.bind("startsAt", Micros.of(startsAt)));
    }

    @Override
    public boolean unschedule(AccountId account, EmailId email) {
        return change("unschedule", account, email, update -> update);
    }

    @Override
    public List<Owned> toStart(Instant now) {
        return database.read(handle -> handle.createQuery(SQL.get("toStart"))
                .bind("now", Micros.of(now))
                .map((row, context) -> owned(row))
                .list());
    }

    private static Owned owned(ResultSet row) throws SQLException {
        return new Owned(new AccountId(row.getLong("account")), new EmailId(row.getLong("id")));
    }

    @Override
    public boolean hold(AccountId account, EmailId email, Hold hold) {
        return change("hold", account, email, update -> update.bind("hold", hold.name()));
    }

    @Override
    public boolean release(AccountId account, EmailId email, Hold from) {
        return change("release", account, email, update -> update.bind("from", from.name()));
    }

    @Override
    public List<SampleUnderWay> samples() {
        return database.read(handle -> handle.createQuery(SQL.get("samples"))
                .map((row, context) -> new SampleUnderWay(
                        owned(row),
                        new Sample(
                                row.getInt("sample_size"),
                                Duration.of(row.getLong("sample_wait"), ChronoUnit.MICROS),
                                row.getLong("sample_limit") / Sample.LIMIT_PARTS),
                        Columns.optionalInstant(row, "sample_until")))
                .list());
    }

    @Override
    public boolean sendRest(AccountId account, EmailId email) {
        return change("sendRest", account, email, update -> update);
    }

    @Override
    public List<EmailId> beingCancelled() {
        return database.read(handle -> handle.createQuery(SQL.get("beingCancelled"))
                .map((row, context) -> new EmailId(row.getLong("id")))
                .list());
    }

    /** A message and whose it is. */
    private record Next(MessageId message, AccountId account, AddressKey address) {
        Entry cancelled(Instant at) {
            return Entry.of(
                    address, new Observation.LeftOut(account, message, at, NotSentReason.CANCELLED), Optional.empty());
        }
    }

    @Override
    public int cancelNext(EmailId email, int limit, Instant at) {
        return database.write("messages of a cancelled email", handle -> {
            List<Next> all = handle.createQuery(SQL.get("nextToCancel"))
                    .bind("email", email.value())
                    .bind("limit", limit)
                    .map((row, context) -> new Next(
                            new MessageId(row.getLong("id")),
                            new AccountId(row.getLong("account")),
                            new AddressKey(row.getString("address_key"))))
                    .list();
            if (!all.isEmpty()) {
                recorder.run(
                        handle, all.stream().map(next -> next.cancelled(at)).toList());
            }
            return all.size();
        });
    }

    @Override
    public int retryNow(AccountId account, Scope scope, Instant now) {
        return database.write(
                "messages to be tried now",
                handle -> retry(handle, scope)
                        .bind("account", account.value())
                        .bind("email", scope.email().map(EmailId::value).orElse(null))
                        .bind("domain", scope.domain().orElse(null))
                        .bind("now", Micros.of(now))
                        .execute());
    }

    private static Update retry(Handle handle, Scope scope) {
        return scope.message()
                .map(message -> handle.createUpdate(SQL.get("retryMessageNow")).bind("message", message.value()))
                .orElseGet(() -> handle.createUpdate(SQL.get("retryEmailNow")));
    }

    @Override
    public int retryDomainNow(String domain, Instant now) {
        return database.write(
                "messages to be tried now",
                handle -> handle.createUpdate(SQL.get("retryDomainNow"))
                        .bind("domain", domain)
                        .bind("now", Micros.of(now))
                        .execute());
    }
}
