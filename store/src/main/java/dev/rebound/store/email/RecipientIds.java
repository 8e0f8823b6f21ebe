package dev.rebound.store.email;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientFilter.Group;
import dev.rebound.engine.email.Recipients;
import dev.rebound.store.database.KeyedQuery;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.email.RecipientSearch.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Which messages of an email a filter leaves, by id.
 *
 * <p>The messages of one outcome lie side by side in the order of their ids, and what an email's messages came to is a
 * few dozen outcomes, each with its count. So the next page of any filter is in the next few of each outcome that the
 * filter lets through, from wherever one is: no page is deep, and no group is big. A {@linkplain RecipientSearch search} that
 * finds few looks them up; any other goes through the list until it has a page.
 *
 * <p>For one use.
 */
final class RecipientIds {

    /** Messages that are looked at together while a search goes through a list. */
    private static final int CHUNK = 512;

    private static final Comparator<Outcome> MOST_FIRST =
            Comparator.comparingLong(Outcome::number).reversed();

    private final Handle handle;
    private final AccountId account;
    private final EmailId email;
    private final RecipientFilter filter;
    private final RecipientSearch search;
    /** What the search looked up, once it has. */
    private Optional<List<Long>> lookedUp = Optional.empty();

    private boolean hasLooked;

    RecipientIds(Handle handle, AccountId account, EmailId email, RecipientFilter filter) {
        this.handle = handle;
        this.account = account;
        this.email = email;
        this.filter = filter;
        this.search = RecipientSearch.of(handle, account, email, filter.search());
    }

    /** What so many messages came to. */
    private record Outcome(Standing standing, long number) {}

    /** Ids behind one, up to another. */
    private record Span(long after, long last) {}

    /** In order, those behind {@code after}. */
    List<Long> page(Optional<MessageId> after, int limit) {
        long from = after.map(MessageId::value).orElse(0L);
        if (!isSearch()) {
            return listed(from, limit);
        }
        return lookedUp().map(found -> page(found, from, limit)).orElseGet(() -> goneThrough(from, limit));
    }

    private List<Long> page(List<Long> found, long from, int limit) {
        List<Long> behind = found.stream().filter(id -> id > from).toList();
        List<Long> page = new ArrayList<>();
        for (int i = 0; i < behind.size() && page.size() < limit; i += CHUNK) {
            page.addAll(fitting(behind.subList(i, Math.min(i + CHUNK, behind.size()))));
        }
        return page.stream().limit(limit).toList();
    }

    private List<Long> listed(long from, int limit) {
        return isGlobal() ? globallyBounced(from, limit) : inAll(outcomes(), from, limit);
    }

    /**
     * The next of several outcomes. The one that most have is asked first: if it alone has enough, what the others have behind its last
     * is not needed.
     */
    private List<Long> inAll(List<Outcome> outcomes, long from, int limit) {
        List<Long> ids = new ArrayList<>();
        long last = Long.MAX_VALUE;
        for (Outcome outcome : outcomes.stream().sorted(MOST_FIRST).toList()) {
            List<Long> some = next(outcome.standing(), new Span(from, last), limit);
            ids.addAll(some);
            last = some.size() == limit ? some.getLast() : last;
        }
        return ids.stream().sorted().limit(limit).toList();
    }

    private List<Long> goneThrough(long from, long limit) {
        List<Long> found = new ArrayList<>();
        List<Long> chunk = listed(from, CHUNK);
        while (!chunk.isEmpty() && found.size() < limit) {
            found.addAll(search.among(chunk));
            chunk = chunk.size() < CHUNK ? List.of() : listed(chunk.getLast(), CHUNK);
        }
        return found.stream().limit(limit).toList();
    }

    /** How many, exactly. */
    long count() {
        return isSearch()
                ? lookedUp()
                        .map(found -> fitting(found).size())
                        .orElseGet(() -> goneThrough(0, Integer.MAX_VALUE).size())
                : inList();
    }

    /** The same if that can be said at once. */
    OptionalLong countAtOnce() {
        if (!isSearch()) {
            return OptionalLong.of(inList());
        }
        Optional<List<Long>> found = lookedUp();
        if (found.isPresent()) {
            return OptionalLong.of(fitting(found.get()).size());
        }
        return inList() <= Recipients.FOUND_MAX ? OptionalLong.of(count()) : OptionalLong.empty();
    }

    private long inList() {
        return isGlobal()
                ? countGloballyBounced()
                : outcomes().stream().mapToLong(Outcome::number).sum();
    }

    /** Whether an index has them in the order of reasons, or of addresses: not what a search finds, and not the global list. */
    boolean isInOrder() {
        return !isSearch() && !isGlobal();
    }

    /** In the order of their reasons, and in each of ids, those behind {@code after}. */
    List<Long> byReason(Optional<MessageId> after, int limit) {
        Map<String, List<Outcome>> reasons = outcomes().stream()
                .collect(Collectors.groupingBy(RecipientIds::why, TreeMap::new, Collectors.toList()));
        Optional<String> begin = after.flatMap(this::whyOf);
        List<Long> found = new ArrayList<>();
        reasons.forEach((why, outcomes) -> {
            int order = begin.map(why::compareTo).orElse(1);
            if (order >= 0 && found.size() < limit) {
                long from = order == 0 ? after.map(MessageId::value).orElse(0L) : 0;
                outcomes.stream()
                        .flatMap(outcome -> next(outcome.standing(), new Span(from, Long.MAX_VALUE), limit).stream())
                        .sorted()
                        .limit(limit - found.size())
                        .forEach(found::add);
            }
        });
        return found;
    }

    /** In the order of their addresses, those behind {@code after}. */
    List<Long> byAddress(Optional<MessageId> after, int limit) {
        OptionalLong last =
                after.map(message -> OptionalLong.of(message.value())).orElse(OptionalLong.empty());
        return new AddressOrder(handle, account, email, this::fits).page(last, limit);
    }

    private static String why(Outcome outcome) {
        Standing standing = outcome.standing();
        return standing.reason().isEmpty() ? standing.notSent() : standing.reason();
    }

    private Optional<String> whyOf(MessageId message) {
        Map<Long, String> why = new HashMap<>();
        new KeyedQuery(handle, SqlRecipients.SQL, "toSort")
                .forEach("ids", List.of(message.value()), row -> why.put(row.getLong("id"), row.getString("why")));
        return Optional.ofNullable(why.get(message.value()));
    }

    private boolean isSearch() {
        return !filter.search().isBlank();
    }

    private boolean isGlobal() {
        return filter.group() == Group.GLOBAL;
    }

    /** Nobody who bounced globally was left out, and an account may heed no global bounces at all. */
    private boolean isNobody() {
        return filter.notSent().isPresent()
                || statement("heedsGlobalBounces")
                        .bind("email", email.value())
                        .first(row -> row.getLong("id"))
                        .isEmpty();
    }

    /** Those that the filter lets through. */
    private List<Outcome> outcomes() {
        return allOutcomes().stream()
                .filter(outcome -> fits(outcome.standing()))
                .toList();
    }

    private List<Outcome> allOutcomes() {
        return EmailSql.on(handle, "outcomes")
                .bind("email", email.value())
                .list(row -> new Outcome(Standing.of(row), row.getLong("number")));
    }

    private boolean fits(Standing standing) {
        return statuses().contains(standing.status())
                && bounce().filter(type -> !standing.bounce().equals(type)).isEmpty()
                && reason().filter(why -> !standing.reason().equals(why)).isEmpty()
                && notSent().filter(why -> !standing.notSent().equals(why)).isEmpty();
    }

    private List<Long> next(Standing standing, Span span, int limit) {
        return ids(standing)
                .bind("email", email.value())
                .bind("status", standing.status())
                .bind("after", span.after())
                .bind("last", span.last())
                .bind("limit", limit)
                .list(row -> row.getLong("id"));
    }

    private Prepared ids(Standing standing) {
        if (!standing.notSent().isEmpty()) {
            return statement("idsNotSent").bind("notSent", standing.notSent());
        }
        return standing.bounce().isEmpty()
                ? statement("idsWithoutVerdict")
                : statement("idsWithVerdict").bind("bounce", standing.bounce()).bind("reason", standing.reason());
    }

    private Prepared statement(String name) {
        return Prepared.of(handle, SqlRecipients.SQL, name);
    }

    private List<Long> globallyBounced(long after, int limit) {
        return isNobody()
                ? List.of()
                : global("idsGloballyBounced")
                        .bind("after", after)
                        .bind("limit", limit)
                        .list(row -> row.getLong("id"));
    }

    private long countGloballyBounced() {
        return isNobody()
                ? 0
                : global("countGloballyBounced")
                        .first(row -> row.getLong("number"))
                        .orElse(0L);
    }

    /** Two statements, because one reason is read from the index of outcomes, and all reasons are not. */
    private Prepared global(String name) {
        return reason().map(why -> statement(name + "For").bind("reason", why))
                .orElseGet(() -> statement(name))
                .bind("email", email.value());
    }

    /**
     * Who looks for a whole address means just that one; only where nobody has it, its words may be those of others. A short
     * list is gone through more quickly.
     *
     * @return whatever came of them
     */
    private Optional<List<Long>> lookedUp() {
        if (!hasLooked) {
            lookedUp = lookUp();
            hasLooked = true;
        }
        return lookedUp;
    }

    private Optional<List<Long>> lookUp() {
        List<Long> exactly = EmailAddress.parse(filter.search())
                .map(address -> found(address.key().value()))
                .orElseGet(List::of);
        if (!fitting(exactly).isEmpty() || search.words().isEmpty()) {
            return Optional.of(exactly);
        }
        return inList() <= Recipients.FOUND_MAX ? Optional.empty() : search.few();
    }

    private List<Long> found(String address) {
        return statement("idsOfAddress")
                .bind("email", email.value())
                .bind("address", address)
                .list(row -> row.getLong("id"));
    }

    /**
     * Of messages of the email, in order, those that the filter lets through. What each came to is not read from it: the index
     * says which of them are among those of an outcome, and there are a few dozen outcomes, those let through or the others,
     * whichever are fewer.
     */
    private List<Long> fitting(List<Long> found) {
        List<Long> listed = isGlobal() ? globallyBounced(found) : found;
        List<Outcome> all = allOutcomes();
        List<Outcome> through =
                all.stream().filter(outcome -> fits(outcome.standing())).toList();
        boolean asked = 2 * through.size() <= all.size();
        Set<Long> among = new HashSet<>();
        all.stream()
                .filter(outcome -> fits(outcome.standing()) == asked)
                .forEach(outcome -> among.addAll(among(outcome.standing(), listed)));
        return listed.stream().filter(id -> among.contains(id) == asked).toList();
    }

    private List<Long> globallyBounced(List<Long> found) {
        if (isNobody()) {
            return List.of();
        }
        Set<Long> bounced = new HashSet<>();
        keyed("amongGloballyBounced").forEach("ids", found, row -> bounced.add(row.getLong("id")));
        return found.stream().filter(bounced::contains).toList();
    }

    private List<Long> among(Standing standing, List<Long> found) {
        List<Long> among = new ArrayList<>();
        KeyedQuery query = among(standing).bind("status", standing.status());
        query.forEach("ids", found, row -> among.add(row.getLong("id")));
        return among;
    }

    private KeyedQuery among(Standing standing) {
        if (!standing.notSent().isEmpty()) {
            return keyed("amongNotSent").bind("notSent", standing.notSent());
        }
        return standing.bounce().isEmpty()
                ? keyed("amongWithoutVerdict")
                : keyed("amongWithVerdict").bind("bounce", standing.bounce()).bind("reason", standing.reason());
    }

    private KeyedQuery keyed(String name) {
        return new KeyedQuery(handle, SqlRecipients.SQL, name).bind("email", email.value());
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
