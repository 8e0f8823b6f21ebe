package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientFilter.Group;
import dev.rebound.engine.email.RecipientOrder;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Recipients;
import dev.rebound.engine.email.Recipients.Place;
import dev.rebound.engine.email.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** In what orders a Recipients page of any length can be had. */
abstract class RecipientOrderContract extends PortContract {

    private static final long SEED = 20261130;

    /** More than are sorted in memory. */
    private static final int MANY = Recipients.FOUND_MAX + 1;

    @Test
    void aListIsSortedAndPagedInItsOrder() {
        AccountId account = world.account();
        for (String name : List.of("cyd", "ann", "bob")) {
            world.contact(account, name + "@example.org", "", "");
        }
        EmailId email = world.sentToEverybody(account);
        MessageId bob = world.recipient(account, email, "bob@example.org").message();
        world.bounce("bob@example.org", bob, Reason.SPAM, World.NOON.plusSeconds(60), "550 spam");

        assertEquals(List.of("ann", "bob", "cyd"), names(account, email, RecipientOrder.ADDRESS));
        assertEquals(List.of("bob", "ann", "cyd"), names(account, email, RecipientOrder.LATEST));
        assertEquals(List.of("cyd", "ann", "bob"), names(account, email, RecipientOrder.REASON));
        assertEquals(List.of("cyd", "ann", "bob"), names(account, email, RecipientOrder.SENT));
        assertEquals(List.of(), names(world.account(), email, RecipientOrder.SENT));
    }

    private List<String> names(AccountId account, EmailId email, RecipientOrder order) {
        return ports
                .recipients()
                .countedPage(account, email, RecipientFilter.everybody(), order, Place.beginning(10))
                .rows()
                .stream()
                .map(row -> row.address().localPart())
                .toList();
    }

    /** Its lists, searched or not, are those that sorting all of their rows gives. */
    @Test
    void aLongListIsHadInEveryOrder() {
        AccountId account = world.account();
        world.contacts(account, MANY);
        EmailId email = world.sentToEverybody(account);
        fates(account, email);
        // Another email to the same addresses stands between them in the index of addresses.
        world.sent(account, "Again", new Selection.SoftBouncedOf(email));

        for (RecipientOrder order : RecipientOrder.values()) {
            for (RecipientFilter filter : List.of(
                    RecipientFilter.everybody(),
                    filter(Group.HARD, ""),
                    filter(Group.SENT, "pat"),
                    filter(Group.BOUNCED, "example.org"),
                    filter(Group.SENT, "p12"))) {
                List<RecipientRow> expected =
                        all(account, email, filter).stream().sorted(by(order)).toList();
                assertTrue(expected.size() > 1, () -> filter.toString());
                assertEquals(ids(expected), ids(paged(account, email, filter, order)), () -> order + " " + filter);
            }
        }
    }

    /** Some are delivered, and a few bounce, at random moments, several of them in the same. */
    private void fates(AccountId account, EmailId email) {
        Random random = new Random(SEED);
        List<RecipientRow> rows = world.recipients(account, email);
        for (int i = 0; i < 240; i++) {
            RecipientRow row = rows.get(random.nextInt(rows.size()));
            String address = row.address().text();
            Instant at = World.NOON.plusSeconds(random.nextInt(100));
            switch (random.nextInt(4)) {
                case 0 -> world.bounce(address, row.message(), Reason.UNKNOWN_USER, at, "550 5.1.1 unknown");
                case 1 -> world.bounce(address, row.message(), Reason.SPAM, at, "550 5.7.1 spam");
                case 2 -> world.defer(address, row.message(), Reason.TEMPORARY, at);
                default -> world.deliver(address, row.message(), at);
            }
        }
    }

    private static RecipientFilter filter(Group group, String search) {
        return new RecipientFilter(group, Optional.empty(), Optional.empty(), search);
    }

    private List<RecipientRow> all(AccountId account, EmailId email, RecipientFilter filter) {
        return ports.recipients().all(account, email, filter, MANY).orElseThrow();
    }

    private static Comparator<RecipientRow> by(RecipientOrder order) {
        Comparator<RecipientRow> byId =
                Comparator.comparingLong((RecipientRow row) -> row.message().value());
        return switch (order) {
            case SENT -> byId;
            case ADDRESS ->
                Comparator.comparing((RecipientRow row) -> row.address().key().value())
                        .thenComparing(byId);
            case REASON -> Comparator.comparing(RecipientOrderContract::why).thenComparing(byId);
            case LATEST ->
                Comparator.comparing(RecipientRow::since).thenComparing(byId).reversed();
        };
    }

    private static String why(RecipientRow row) {
        return row.verdict().map(verdict -> verdict.reason().name()).orElse("");
    }

    private static List<Long> ids(List<RecipientRow> rows) {
        return rows.stream().map(row -> row.message().value()).toList();
    }

    private List<RecipientRow> paged(AccountId account, EmailId email, RecipientFilter filter, RecipientOrder order) {
        List<RecipientRow> rows = new ArrayList<>();
        Place place = Place.beginning(700);
        List<RecipientRow> page;
        do {
            page = ports.recipients()
                    .countedPage(account, email, filter, order, place)
                    .rows();
            rows.addAll(page);
            if (!page.isEmpty()) {
                place = new Place(Optional.of(page.getLast().message()), Optional.empty(), 700);
            }
        } while (!page.isEmpty());
        return rows;
    }

    /** While an email is being sent, the recipient who ended one page may be at the top again before the next is asked for. */
    @Test
    void theNextPageByTimeFollowsTheOneThatWasSeen() {
        AccountId account = world.account();
        world.contacts(account, 4);
        EmailId email = world.sentToEverybody(account);
        List<RecipientRow> rows = world.recipients(account, email);
        for (int i = 0; i < rows.size(); i++) {
            RecipientRow row = rows.get(i);
            world.defer(row.address().text(), row.message(), Reason.TEMPORARY, World.NOON.plusSeconds(i));
        }
        List<RecipientRow> first = part(account, email, Place.beginning(2));
        assertEquals(List.of(rows.get(3).message(), rows.get(2).message()), messages(first));

        RecipientRow last = first.getLast();
        world.deliver(last.address().text(), last.message(), World.NOON.plusSeconds(60));

        Place seen = new Place(Optional.of(last.message()), Optional.of(last.since()), 2);
        assertEquals(List.of(rows.get(1).message(), rows.get(0).message()), messages(part(account, email, seen)));
    }

    private List<RecipientRow> part(AccountId account, EmailId email, Place place) {
        return ports.recipients()
                .countedPage(account, email, RecipientFilter.everybody(), RecipientOrder.LATEST, place)
                .rows();
    }

    private static List<MessageId> messages(List<RecipientRow> rows) {
        return rows.stream().map(RecipientRow::message).toList();
    }
}
