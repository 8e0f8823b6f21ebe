package dev.rebound.server.recipient;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientFilter.Group;
import dev.rebound.engine.email.RecipientOrder;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Recipients;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What the address bar of the Recipients page says: filter, place in the list, open recipient. Every
 * link of the page is made from it, so that filters combine and every state has an address.
 */
public record RecipientQuery(
        RecipientFilter filter, RecipientOrder order, Optional<Last> after, Optional<MessageId> shown) {

    /** Longest search, in characters. */
    static final int SEARCH_LENGTH_MAX = 320;

    /**
     * The last recipient of the page before.
     *
     * @param since when it had come to its status, as that page showed it, in a list by time
     */
    public record Last(MessageId message, Optional<Instant> since) {

        private static Optional<Last> of(Visit visit) {
            return messageOf(visit, "after").map(message -> new Last(message, moment(visit.query("since"))));
        }

        private static Optional<Instant> moment(String text) {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                // Nothing, or somebody's own words in the address bar: it is looked up then.
                return Optional.empty();
            }
        }
    }

    static RecipientQuery of(Visit visit) {
        String search = visit.query("search").strip();
        return new RecipientQuery(
                new RecipientFilter(
                        visit.query("group", Group.class).orElse(Group.SENT),
                        visit.query("reason", Reason.class),
                        visit.query("notSent", NotSentReason.class),
                        search.substring(0, Math.min(search.length(), SEARCH_LENGTH_MAX))),
                visit.query("order", RecipientOrder.class).orElse(RecipientOrder.SENT),
                Last.of(visit),
                messageOf(visit, "show"));
    }

    private static Optional<MessageId> messageOf(Visit visit, String name) {
        return visit.queryNumber(name).filter(id -> id <= MessageId.MAX).map(MessageId::new);
    }

    /** Another entry of the menu; the search stays. */
    public RecipientQuery withGroup(Group group) {
        return start(group, Optional.empty(), Optional.empty());
    }

    /** One reason of a group. */
    public RecipientQuery withReason(Group group, Reason reason) {
        return start(group, Optional.of(reason), Optional.empty());
    }

    /** Those left out for one reason. */
    public RecipientQuery withNotSent(NotSentReason why) {
        return start(Group.NOT_SENT, Optional.empty(), Optional.of(why));
    }

    private RecipientQuery start(Group group, Optional<Reason> reason, Optional<NotSentReason> notSent) {
        return new RecipientQuery(
                new RecipientFilter(group, reason, notSent, filter.search()),
                order,
                Optional.empty(),
                Optional.empty());
    }

    /** The same recipients in this order; in the usual one if it is this already. */
    public RecipientQuery in(RecipientOrder other) {
        return new RecipientQuery(
                filter, other == order ? RecipientOrder.SENT : other, Optional.empty(), Optional.empty());
    }

    /** The page after this recipient. */
    public RecipientQuery after(RecipientRow row) {
        Optional<Instant> since = Optional.of(row.since()).filter(moment -> order == RecipientOrder.LATEST);
        return new RecipientQuery(filter, order, Optional.of(new Last(row.message(), since)), Optional.empty());
    }

    /** Where that page begins, and how long it is. */
    Recipients.Place place(int limit) {
        return new Recipients.Place(after.map(Last::message), after.flatMap(Last::since), limit);
    }

    /** The first page. */
    public RecipientQuery first() {
        return new RecipientQuery(filter, order, Optional.empty(), Optional.empty());
    }

    /** The same list with this recipient open. */
    public RecipientQuery showing(MessageId message) {
        return new RecipientQuery(filter, order, after, Optional.of(message));
    }

    /** The same list with no recipient open. */
    public RecipientQuery showingNone() {
        return new RecipientQuery(filter, order, after, Optional.empty());
    }

    /** As it stands in the address bar, with its question mark. */
    public String text() {
        StringBuilder text = new StringBuilder("?group=").append(filter.group());
        filter.reason().ifPresent(reason -> text.append("&reason=").append(reason));
        filter.notSent().ifPresent(why -> text.append("&notSent=").append(why));
        if (!filter.search().isEmpty()) {
            text.append("&search=").append(View.encoded(filter.search()));
        }
        if (order != RecipientOrder.SENT) {
            text.append("&order=").append(order);
        }
        after.ifPresent(last -> text.append("&after=").append(last.message()));
        after.flatMap(Last::since).ifPresent(since -> text.append("&since=").append(View.encoded(since.toString())));
        shown.ifPresent(message -> text.append("&show=").append(message));
        return text.toString();
    }
}
