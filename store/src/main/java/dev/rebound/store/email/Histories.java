package dev.rebound.store.email;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.engine.email.EmailFigures.DomainFigures;
import dev.rebound.engine.email.SendingHistory;
import dev.rebound.engine.email.SendingHistory.AddressFigures;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Adds up how the emails of an account fared, from what the ledger keeps count of for each of them. For one use. */
final class Histories {

    private static final long SECONDS_A_DAY = 86_400;

    /** Domains and addresses shown. */
    private static final int DOMAINS_MAX = 20;

    private final Instant since;
    private final Duration length;
    private final Sum[] spans;
    private final Map<String, Sum> senders = new TreeMap<>();
    private final Map<Reason, Long> hardReasons = new EnumMap<>(Reason.class);
    private final Map<Reason, Long> softReasons = new EnumMap<>(Reason.class);

    /** What a span or a domain has. */
    private static final class Sum {
        private long delivered;
        private long hard;
        private long soft;
        private long pending;

        long sent() {
            return delivered + hard + soft + pending;
        }
    }

    Histories(Instant since, Duration length, int spans) {
        this.since = since;
        this.length = length;
        this.spans = new Sum[spans];
        for (int i = 0; i < spans; i++) {
            this.spans[i] = new Sum();
        }
    }

    SendingHistory of(Handle handle, AccountId account) {
        handle.createQuery(EmailSql.get("outcomesSince"))
                .bind("account", account.value())
                .bind("since", Micros.of(since))
                .bind("length", length.toNanos() / 1_000)
                .map((row, context) -> add(row))
                .forEach(ignored -> {});
        List<DomainFigures> recipients = handle.createQuery(EmailSql.get("domainsSince"))
                .bind("account", account.value())
                .bind("since", Micros.of(since))
                .bind("limit", DOMAINS_MAX)
                .map((row, context) -> Figures.domain(row))
                .list();
        return new SendingHistory(spans(), hardReasons, softReasons, recipients, senders(), addresses(handle, account));
    }

    /** Counted by day: the day in which the time begins is in it as a whole. */
    private List<AddressFigures> addresses(Handle handle, AccountId account) {
        return handle.createQuery(EmailSql.get("repliesSince"))
                .bind("account", account.value())
                .bind("day", since.getEpochSecond() / SECONDS_A_DAY)
                .bind("limit", DOMAINS_MAX)
                .map((row, context) -> new AddressFigures(
                        row.getString("address"),
                        row.getLong("taken"),
                        row.getLong("deferred"),
                        row.getLong("refused")))
                .list();
    }

    private boolean add(ResultSet row) throws SQLException {
        long number = row.getLong("number");
        int span = (int) Math.min(row.getLong("span"), spans.length - 1L);
        String from = row.getString("from_address");
        Sum ofSender = senders.computeIfAbsent(from.substring(from.lastIndexOf('@') + 1), domain -> new Sum());
        for (Sum sum : List.of(spans[span], ofSender)) {
            add(sum, row, number);
        }
        count(row, number);
        return true;
    }

    private static void add(Sum sum, ResultSet row, long number) throws SQLException {
        switch (Columns.constant(row, "status", MessageStatus.class)) {
            case QUEUED, PENDING -> sum.pending += number;
            case RELAYED, DELIVERED -> sum.delivered += number;
            case BOUNCED -> {
                if (isHard(row)) {
                    sum.hard += number;
                } else {
                    sum.soft += number;
                }
            }
            case NOT_SENT -> {
                // Left out: no message of it ever went anywhere.
            }
        }
    }

    private void count(ResultSet row, long number) throws SQLException {
        String reason = row.getString("reason");
        if (Columns.constant(row, "status", MessageStatus.class) == MessageStatus.BOUNCED && !reason.isEmpty()) {
            (isHard(row) ? hardReasons : softReasons).merge(Reason.valueOf(reason), number, Long::sum);
        }
    }

    private static boolean isHard(ResultSet row) throws SQLException {
        return row.getString("bounce").equals(BounceType.HARD.name());
    }

    private List<SendingHistory.Span> spans() {
        List<SendingHistory.Span> all = new ArrayList<>();
        for (int i = 0; i < spans.length; i++) {
            Sum sum = spans[i];
            Instant from = since.plus(length.multipliedBy(i));
            all.add(new SendingHistory.Span(from, sum.delivered, sum.hard, sum.soft, sum.pending));
        }
        return all;
    }

    private List<DomainFigures> senders() {
        List<DomainFigures> all = new ArrayList<>();
        senders.forEach((domain, sum) ->
                all.add(new DomainFigures(domain, sum.sent(), sum.delivered, sum.hard, sum.soft, sum.pending)));
        return all.stream()
                .filter(each -> each.sent() > 0)
                .sorted(Comparator.comparingLong(DomainFigures::sent).reversed())
                .limit(DOMAINS_MAX)
                .toList();
    }
}
