package dev.rebound.store.email;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientFilter.Group;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.SearchPattern;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Which messages of an email a filter leaves, by id.
 *
 * <p>The messages of one outcome lie side by side in the order of their ids, and what an email's messages came to is a
 * few dozen outcomes, each with its count. So the next page of any filter is in the next few of each outcome that the
 * filter lets through, from wherever one is: no page is deep, and no group is big. Only a search looks at all
 * messages of a group, and at their contacts.
 *
 * <p>For one use.
 */
final class RecipientIds {

    private final Handle handle;
    private final EmailId email;
    private final RecipientFilter filter;

    RecipientIds(Handle handle, EmailId email, RecipientFilter filter) {
        this.handle = handle;
        this.email = email;
        this.filter = filter;
    }

    /** What messages came to; an empty text stands for nothing. */
    private record Outcome(String status, String bounce, String reason, String notSent, long number) {}

    /** In order, those behind {@code after}. */
    List<Long> page(Optional<MessageId> after, int limit) {
        long from = after.map(MessageId::value).orElse(0L);
        Stream<Long> ids = isSearch()
                ? found().stream().filter(id -> id > from)
                : isGlobal()
                        ? globallyBounced(from, limit).stream()
                        : outcomes().stream().flatMap(outcome -> next(outcome, from, limit).stream());
        return ids.sorted().limit(limit).toList();
    }

    long count() {
        if (isSearch()) {
            return found().size();
        }
        return isGlobal()
                ? countGloballyBounced()
                : outcomes().stream().mapToLong(Outcome::number).sum();
    }

    private boolean isSearch() {
        return !filter.search().isBlank();
    }

    private boolean isGlobal() {
        return filter.group() == Group.GLOBAL;
    }

    /** Nobody who bounced globally was left out. */
    private boolean isContradictory() {
        return isGlobal() && filter.notSent().isPresent();
    }

    /** Those that the filter lets through. */
    private List<Outcome> outcomes() {
        Predicate<Outcome> fits = outcome -> statuses().contains(outcome.status())
                && bounce().filter(type -> !outcome.bounce().equals(type)).isEmpty()
                && reason().filter(why -> !outcome.reason().equals(why)).isEmpty()
                && notSent().filter(why -> !outcome.notSent().equals(why)).isEmpty();
        return EmailSql.on(handle, "outcomes")
                .bind("email", email.value())
                .list(row -> new Outcome(
                        row.getString("status"),
                        row.getString("bounce"),
                        row.getString("reason"),
                        row.getString("not_sent"),
                        row.getLong("number")))
                .stream()
                .filter(fits)
                .toList();
    }

    private List<Long> next(Outcome outcome, long after, int limit) {
        return ids(outcome)
                .bind("email", email.value())
                .bind("status", outcome.status())
                .bind("after", after)
                .bind("limit", limit)
                .list(row -> row.getLong("id"));
    }

    private Prepared ids(Outcome outcome) {
        if (!outcome.notSent().isEmpty()) {
            return statement("idsNotSent").bind("notSent", outcome.notSent());
        }
        return outcome.bounce().isEmpty()
                ? statement("idsWithoutVerdict")
                : statement("idsWithVerdict").bind("bounce", outcome.bounce()).bind("reason", outcome.reason());
    }

    private Prepared statement(String name) {
        return Prepared.of(handle, SqlRecipients.SQL, name);
    }

    private List<Long> globallyBounced(long after, int limit) {
        return isContradictory()
                ? List.of()
                : statement("idsGloballyBounced")
                        .bind("email", email.value())
                        .bind("reason", reason().orElse(null))
                        .bind("after", after)
                        .bind("limit", limit)
                        .list(row -> row.getLong("id"));
    }

    private long countGloballyBounced() {
        return isContradictory()
                ? 0
                : statement("countGloballyBounced")
                        .bind("email", email.value())
                        .bind("reason", reason().orElse(null))
                        .first(row -> row.getLong("number"))
                        .orElse(0L);
    }

    /** Who looks for a whole address means just that one; only where nobody has it, it may be a part of others. */
    private List<Long> found() {
        List<Long> exactly = EmailAddress.parse(filter.search())
                .map(address -> found("idsOfAddress", "address", address.key().value()))
                .orElseGet(List::of);
        return exactly.isEmpty() ? found("idsFound", "search", SearchPattern.containing(filter.search())) : exactly;
    }

    private List<Long> found(String statement, String parameter, String wanted) {
        return handle.createQuery(SqlRecipients.SQL.get(statement))
                .bind("email", email.value())
                .bindList("statuses", List.copyOf(statuses()))
                .bind("bounce", bounce().orElse(null))
                .bind("reason", reason().orElse(null))
                .bind("notSent", notSent().orElse(null))
                .bind("global", isGlobal() ? 1 : 0)
                .bind(parameter, wanted)
                .map((row, context) -> row.getLong("id"))
                .list();
    }

    private Set<String> statuses() {
        Set<MessageStatus> statuses = switch (filter.group()) {
            case SELECTED -> EnumSet.allOf(MessageStatus.class);
            case SENT -> EnumSet.complementOf(EnumSet.of(MessageStatus.NOT_SENT));
            case DELIVERED -> EnumSet.of(MessageStatus.DELIVERED, MessageStatus.RELAYED);
            case BOUNCED, HARD, SOFT, GLOBAL -> EnumSet.of(MessageStatus.BOUNCED);
            case PENDING -> EnumSet.of(MessageStatus.QUEUED, MessageStatus.PENDING);
            case NOT_SENT -> EnumSet.of(MessageStatus.NOT_SENT);
        };
        return Set.copyOf(statuses.stream().map(Enum::name).toList());
    }

    private Optional<String> bounce() {
        return switch (filter.group()) {
            case HARD, GLOBAL -> Optional.of(BounceType.HARD.name());
            case SOFT -> Optional.of(BounceType.SOFT.name());
            case SELECTED, SENT, DELIVERED, BOUNCED, PENDING, NOT_SENT -> Optional.empty();
        };
    }

    private Optional<String> reason() {
        return filter.reason().map(Enum::name);
    }

    private Optional<String> notSent() {
        return filter.notSent().map(Enum::name);
    }
}
