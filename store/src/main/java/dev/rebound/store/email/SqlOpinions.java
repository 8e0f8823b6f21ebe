package dev.rebound.store.email;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Opinions;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.Prepared;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What people think of verdicts, on SQL; inside a transaction. */
record SqlOpinions(Handle handle, AccountId account) {

    private static final NamedSql SQL = NamedSql.beside(SqlOpinions.class, "opinions.sql");

    /** An email as a row names it. */
    private record Named(EmailId email, String name) {}

    boolean say(MessageId message, Opinions.Opinion opinion, String by, Instant at) {
        return bound("say")
                        .bind("message", message.value())
                        .bind("opinion", opinion.name())
                        .bind("by", by)
                        .bind("at", Micros.of(at))
                        .execute()
                > 0;
    }

    Optional<Opinions.Opinion> of(MessageId message) {
        return bound("opinionOf")
                .bind("message", message.value())
                .first(row -> Columns.constant(row, "opinion", Opinions.Opinion.class));
    }

    List<Long> ids(Opinions.Doubt doubt, Optional<MessageId> below, int limit) {
        String statement = switch (doubt) {
            case SAID_TO_BE_WRONG -> "saidToBeWrong";
            case UNCLASSIFIED -> "unclassified";
        };
        return bound(statement)
                .bind("below", below.map(MessageId::value).orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .list(row -> row.getLong("id"));
    }

    /** Those of emails, each with its email. */
    List<Opinions.Doubted> named(List<RecipientRow> rows) {
        Map<Long, Named> emails = new HashMap<>();
        List<Long> ids = rows.stream().map(row -> row.message().value()).toList();
        new KeyedQuery(handle, SQL, "emailsOf")
                .forEach(
                        "ids",
                        ids,
                        row -> emails.put(
                                row.getLong("id"),
                                new Named(new EmailId(row.getLong("email")), row.getString("name"))));
        return rows.stream()
                .flatMap(row -> Stream.ofNullable(emails.get(row.message().value()))
                        .map(named -> new Opinions.Doubted(named.email(), named.name(), row)))
                .toList();
    }

    private Prepared bound(String statement) {
        return Prepared.of(handle, SQL, statement).bind("account", account.value());
    }
}
