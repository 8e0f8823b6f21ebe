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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which messages of an email a filter leaves, by id.
 *
 * <p>A filter lets some outcomes through, and an {@linkplain OutcomeIndex index} has the messages of each, from wherever one is: no
 * page is deep, and no group is big. A {@linkplain RecipientSearch search} that finds few looks them up; any other goes through the
 * list until it has a page. {@link RecipientSorting} has them in other orders.
 *
 * <p>For one use.
 */
final class RecipientIds {

    /** Messages that are looked at together while a search goes through a list. */
    private static final int CHUNK = 512;

    private final Handle handle;
    private final AccountId account;
    private final EmailId email;
    private final RecipientFilter filter;
    private final RecipientSearch search;
    /** What the search looked up, once it has. */
    private Optional<List<Long>> lookedUp = Optional.empty();

    private boolean hasLooked;
    /** All, if they are few, once somebody asked. */
    private Optional<List<Long>> few = Optional.empty();

    private boolean hasFew;

    RecipientIds(Handle handle, AccountId account, EmailId email, RecipientFilter filter) {
        this.handle = handle;
        this.account = account;
        this.email = email;
        this.filter = filter;
        this.search = RecipientSearch.of(handle, account, email, filter.search());
    }

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
        return isGlobal() ? globallyBounced(from, limit) : index().next(outcomes(), from, limit);
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
        return few().map(found -> OptionalLong.of(found.size())).orElseGet(OptionalLong::empty);
    }

    private long inList() {
        return isGlobal()
                ? countGloballyBounced()
                : outcomes().stream().mapToLong(Outcome::number).sum();
    }

    /** Whether it is all of some outcomes: not what a search finds, and not the global list. */
    boolean isWholeList() {
        return !isSearch() && !isGlobal();
    }

    /** All, if they are so few that they can be had at once: {@link Recipients#FOUND_MAX}, or what a search looks up. */
    Optional<List<Long>> few() {
        if (!hasFew) {
            few = isSearch() && lookedUp().isPresent() ? lookedUp().map(this::fitting) : ofShortList();
            hasFew = true;
        }
        return few;
    }

    private Optional<List<Long>> ofShortList() {
        return inList() <= Recipients.FOUND_MAX
                ? Optional.of(page(Optional.empty(), Recipients.FOUND_MAX))
                : Optional.empty();
    }

    /** Of messages that have an outcome of the list, those that are in it, in the same order. */
    List<Long> among(List<Long> messages) {
        List<Long> listed = isGlobal() ? globallyBounced(messages) : messages;
        return isSearch() ? search.among(listed) : listed;
    }

    /** The account's messages in the order of addresses, those of an outcome of the list behind {@code after}. */
    List<Long> byAddress(OptionalLong after, int limit) {
        return new AddressOrder(handle, account, email, this::fits).page(after, limit);
    }

    OutcomeIndex index() {
        return new OutcomeIndex(handle, email);
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
    List<Outcome> outcomes() {
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
                .forEach(outcome -> among.addAll(index().among(outcome.standing(), listed)));
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
