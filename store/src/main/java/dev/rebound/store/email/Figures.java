package dev.rebound.store.email;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.email.BounceCause;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailFigures.DomainFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Adds up what became of an email's messages, from what the ledger keeps count of. */
final class Figures {

    /** Domains shown. */
    private static final int DOMAINS_MAX = 20;

    /** Bounces of a reason that are looked at for what they have in common; all of a large email would take too long. */
    private static final int LOOKED_AT_MAX = 200;

    /** Of an email that has no messages, or is not there. */
    static final EmailFigures NOTHING =
            new EmailFigures(0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), List.of());

    private long delivered;
    private long hard;
    private long soft;
    private long pending;
    private final Map<Reason, Long> hardReasons = new EnumMap<>(Reason.class);
    private final Map<Reason, Long> softReasons = new EnumMap<>(Reason.class);
    private final Map<Reason, Long> pendingReasons = new EnumMap<>(Reason.class);
    private final Map<NotSentReason, Long> notSent = new EnumMap<>(NotSentReason.class);

    private Figures() {}

    static EmailFigures withDomains(Handle handle, EmailId email) {
        return of(handle, email, domains(handle, email));
    }

    static EmailFigures withoutDomains(Handle handle, EmailId email) {
        return of(handle, email, List.of());
    }

    static List<BounceCause> causes(Handle handle, EmailId email) {
        Figures figures = new Figures();
        figures.addOutcomes(handle, email);
        List<BounceCause> causes = new ArrayList<>();
        figures.hardReasons
                .keySet()
                .forEach(reason -> cause(handle, email, BounceType.HARD, reason).ifPresent(causes::add));
        figures.softReasons
                .keySet()
                .forEach(reason -> cause(handle, email, BounceType.SOFT, reason).ifPresent(causes::add));
        return causes;
    }

    private static Optional<BounceCause> cause(Handle handle, EmailId email, BounceType type, Reason reason) {
        Map<Who, Long> counts = handle
                .createQuery(EmailSql.get("whoRefused"))
                .bind("email", email.value())
                .bind("bounce", type.name())
                .bind("reason", reason.name())
                .bind("limit", LOOKED_AT_MAX)
                .map((row, context) -> new Who(row.getString("domain"), Columns.constant(row, "fault", Fault.class)))
                .stream()
                .collect(Collectors.groupingBy(who -> who, Collectors.counting()));
        long looked = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.entrySet().stream()
                .max(Map.Entry.<Who, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().domain()))
                .map(most -> new BounceCause(
                        type, reason, most.getKey().domain(), most.getKey().fault(), most.getValue(), looked));
    }

    private record Who(String domain, Fault fault) {}

    private void addOutcomes(Handle handle, EmailId email) {
        handle.createQuery(EmailSql.get("outcomes"))
                .bind("email", email.value())
                .map((row, context) -> add(row))
                .forEach(ignored -> {});
    }

    private static EmailFigures of(Handle handle, EmailId email, List<DomainFigures> domains) {
        Figures figures = new Figures();
        figures.addOutcomes(handle, email);
        long global = handle.createQuery(EmailSql.get("globalAmongHard"))
                .bind("email", email.value())
                .map((row, context) -> row.getLong("number"))
                .one();
        return figures.with(global, domains);
    }

    private Figures add(ResultSet row) throws SQLException {
        long number = row.getLong("number");
        Optional<Reason> reason = constant(row, "reason", Reason.class);
        switch (Columns.constant(row, "status", MessageStatus.class)) {
            case QUEUED -> pending += number;
            case PENDING -> {
                pending += number;
                count(pendingReasons, reason, number);
            }
            case RELAYED, DELIVERED -> delivered += number;
            case BOUNCED -> addBounced(Columns.constant(row, "bounce", BounceType.class), reason, number);
            case NOT_SENT -> count(notSent, constant(row, "not_sent", NotSentReason.class), number);
        }
        return this;
    }

    /** Counted rows have an empty text where there is none. */
    private static <E extends Enum<E>> Optional<E> constant(ResultSet row, String column, Class<E> type)
            throws SQLException {
        return Optional.of(row.getString(column))
                .filter(name -> !name.isEmpty())
                .map(name -> Enum.valueOf(type, name));
    }

    private void addBounced(BounceType type, Optional<Reason> reason, long number) {
        switch (type) {
            case HARD -> {
                hard += number;
                count(hardReasons, reason, number);
            }
            case SOFT -> {
                soft += number;
                count(softReasons, reason, number);
            }
            case PENDING -> throw new IllegalStateException("a bounced message has a pending verdict");
        }
    }

    private static <K> void count(Map<K, Long> counts, Optional<K> key, long number) {
        key.ifPresent(k -> counts.merge(k, number, Long::sum));
    }

    private static List<DomainFigures> domains(Handle handle, EmailId email) {
        return handle.createQuery(EmailSql.get("domains"))
                .bind("email", email.value())
                .bind("limit", DOMAINS_MAX)
                .map((row, context) -> domain(row))
                .list();
    }

    static DomainFigures domain(ResultSet row) throws SQLException {
        return new DomainFigures(
                row.getString("domain"),
                row.getLong("sent"),
                row.getLong("delivered"),
                row.getLong("hard"),
                row.getLong("soft"),
                row.getLong("pending"));
    }

    private EmailFigures with(long global, List<DomainFigures> domains) {
        return new EmailFigures(
                delivered, hard, soft, pending, global, hardReasons, softReasons, pendingReasons, notSent, domains);
    }
}
