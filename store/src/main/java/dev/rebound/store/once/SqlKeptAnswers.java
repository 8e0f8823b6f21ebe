package dev.rebound.store.once;

import dev.rebound.engine.once.KeptAnswers;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Answers kept by the keys of their calls, on SQL. Thread-safe. */
public final class SqlKeptAnswers implements KeptAnswers {

    private static final NamedSql SQL = NamedSql.beside(SqlKeptAnswers.class, "once.sql");

    private final Database database;

    public SqlKeptAnswers(Database database) {
        this.database = database;
    }

    @Override
    public Known begin(CallKey call, String fingerprint, Instant at) {
        return database.write("a call with a key", handle -> {
            boolean isNew = of(handle, "begin", call)
                            .bind("fingerprint", fingerprint)
                            .bind("at", Micros.of(at))
                            .execute()
                    > 0;
            return isNew
                    ? new Known.Fresh()
                    : of(handle, "find", call)
                            .first(row -> known(row, fingerprint))
                            .orElseThrow();
        });
    }

    private static Prepared of(Handle handle, String statement, CallKey call) {
        return Prepared.of(handle, SQL, statement)
                .bind("account", call.account().value())
                .bind("key", call.key());
    }

    private static Known known(ResultSet row, String fingerprint) throws SQLException {
        if (!row.getString("fingerprint").equals(fingerprint)) {
            return new Known.OtherCall();
        }
        int status = row.getInt("status");
        return row.wasNull()
                ? new Known.Begun(Columns.instant(row, "begun_at"))
                : new Known.Answered(new Answer(status, Columns.optionalText(row, "location"), row.getString("body")));
    }

    @Override
    public void finish(CallKey call, Answer answer) {
        database.write(
                "the answer of a call",
                handle -> of(handle, "finish", call)
                        .bind("status", answer.status())
                        .bind("location", answer.location().orElse(null))
                        .bind("body", answer.body())
                        .execute());
    }

    @Override
    public void abandon(CallKey call) {
        database.write(
                "a call that changed nothing",
                handle -> of(handle, "abandon", call).execute());
    }

    @Override
    public int forgetBefore(Instant moment, int limit) {
        return database.write(
                "answers of calls long ago",
                handle -> Prepared.of(handle, SQL, "forget")
                        .bind("moment", Micros.of(moment))
                        .bind("limit", limit)
                        .execute());
    }
}
