package dev.rebound.store.provider;

import dev.rebound.engine.provider.EventSource;
import dev.rebound.engine.provider.EventSource.Figures;
import dev.rebound.engine.provider.EventSourceId;
import dev.rebound.engine.provider.EventSources;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.secret.SecretBox;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sources of provider events on SQL. Thread-safe. */
public final class SqlEventSources implements EventSources {

    private static final NamedSql SQL = NamedSql.beside(SqlEventSources.class, "provider.sql");

    private final Database database;
    private final SecretBox secrets;

    public SqlEventSources(Database database, SecretBox secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    private static String place(String path) {
        return "event source " + path;
    }

    @Override
    public EventSource create(NewSource source, Instant at) {
        Optional<String> kept = source.secret().map(secret -> secrets.seal(place(source.path()), secret));
        return database.write(
                "a source of provider events",
                handle -> Prepared.of(handle, SQL, "create")
                        .bind("path", source.path())
                        .bind("name", source.name())
                        .bind("provider", source.provider().name())
                        .bind("secret", kept.orElse(null))
                        .bind("at", Micros.of(at))
                        .first(this::source)
                        .orElseThrow());
    }

    @Override
    public List<EventSource> all() {
        return database.read(handle -> Prepared.of(handle, SQL, "all").list(this::source));
    }

    @Override
    public Optional<EventSource> find(EventSourceId id) {
        return database.read(handle ->
                Prepared.of(handle, SQL, "find").bind("id", id.value()).first(this::source));
    }

    @Override
    public Optional<EventSource> findByPath(String path) {
        return database.read(handle ->
                Prepared.of(handle, SQL, "findByPath").bind("path", path).first(this::source));
    }

    private EventSource source(ResultSet row) throws SQLException {
        String path = row.getString("path");
        return new EventSource(
                new EventSourceId(row.getLong("id")),
                path,
                row.getString("name"),
                Columns.constant(row, "provider", Provider.class),
                Columns.optionalText(row, "secret").map(kept -> secrets.open(place(path), kept)),
                Columns.instant(row, "created_at"),
                new Figures(
                        Columns.optionalInstant(row, "last_at"), row.getLong("proven"), row.getLong("quarantined")));
    }

    @Override
    public boolean changeSecret(EventSourceId id, String secret) {
        Optional<EventSource> known = find(id);
        return known.isPresent()
                && database.write(
                        "another secret of a source",
                        handle -> Prepared.of(handle, SQL, "changeSecret")
                                        .bind("id", id.value())
                                        .bind(
                                                "secret",
                                                secrets.seal(place(known.get().path()), secret))
                                        .execute()
                                > 0);
    }

    @Override
    public boolean remove(EventSourceId id) {
        return database.write(
                "a source removed",
                handle -> Prepared.of(handle, SQL, "remove")
                                .bind("id", id.value())
                                .execute()
                        > 0);
    }

    @Override
    public void came(EventSourceId id, Instant at, long proven, long quarantined) {
        database.write(
                "what came from a source",
                handle -> Prepared.of(handle, SQL, "came")
                        .bind("id", id.value())
                        .bind("at", Micros.of(at))
                        .bind("proven", proven)
                        .bind("quarantined", quarantined)
                        .execute());
    }
}
