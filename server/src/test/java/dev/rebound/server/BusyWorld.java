package dev.rebound.server;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.guard.Circuit;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A {@link PagesWorld} in which every page has something to show, with the tour of its pages. */
final class BusyWorld implements AutoCloseable {

    /** As many addresses of one domain as the guard needs to see an outage. */
    private static final List<String> STRUCK =
            IntStream.rangeClosed(1, 24).mapToObj(i -> "p" + i + "@big.example").toList();

    private final PagesWorld world;
    private final PageTour tour;

    BusyWorld(Path folder) throws InterruptedException {
        world = new PagesWorld(folder);
        Map<String, String> holes = new HashMap<>();
        send(holes);
        breakDown(holes);
        try (Browser mara = world.mara();
                Browser olga = world.olga()) {
            holes.putAll(new BusyAccount(world.ports(), world.own, mara, olga).work());
        }
        tour = new PageTour(world.server().routes(), holes);
    }

    private void send(Map<String, String> holes) throws InterruptedException {
        bounceEverywhere();
        world.contacts(world.own, "kim@dept.example", "lee@dept.example", "max@dept.example", "noor@dept.example");
        EmailId email = world.send(world.own, "Spring", "Our spring list");
        world.bounced(
                world.own, email, "kim@dept.example", Reason.UNKNOWN_USER, "550 5.1.1 no such user", "no such user");
        world.bounced(world.own, email, "noor@dept.example", Reason.POLICY, "550 5.7.1 refused by policy");
        world.deferred(world.own, email, "max@dept.example", Reason.RECIPIENT_TEMPORARY, "451 4.3.2 later");
        world.delivered(world.own, email, "lee@dept.example");
        var row = world.row(world.own, email, "kim@dept.example");
        holes.put("email", email.toString());
        holes.put("moving", email.toString());
        holes.put("draft", world.draft(world.own, "Summer", "Our summer list").toString());
        holes.put("message", row.message().toString());
        holes.put("contact", row.contact().orElseThrow().toString());
        holes.put("address", "kim@dept.example");
        holes.put("other", "lee@dept.example");
    }

    /** The same address hard bounces in both accounts. */
    private void bounceEverywhere() throws InterruptedException {
        for (AccountId account : List.of(world.own, world.foreign)) {
            world.contacts(account, "gone@dept.example");
            EmailId email = world.send(account, "Winter", "Our winter list");
            world.bounced(account, email, "gone@dept.example", Reason.UNKNOWN_USER, "550 5.1.1 no such user");
        }
    }

    /** Everybody at a domain that took mail is refused at once. */
    private void breakDown(Map<String, String> holes) throws InterruptedException {
        world.contacts(world.own, STRUCK.toArray(String[]::new));
        EmailId before = world.send(world.own, "Before", "Before the outage");
        STRUCK.forEach(address -> world.delivered(world.own, before, address));
        EmailId during = world.send(world.own, "During", "During the outage");
        STRUCK.forEach(
                address -> world.bounced(world.own, during, address, Reason.UNKNOWN_USER, "550 5.1.1 no such user"));
        Circuit circuit = world.store.circuits().page(Optional.empty(), 1).getFirst();
        holes.put("circuit", circuit.id().toString());
    }

    PagesWorld world() {
        return world;
    }

    PageTour tour() {
        return tour;
    }

    /** A browser, without script, of somebody who sees a page. */
    Browser browserOf(PageTour.Who who) {
        return switch (who) {
            case ANYBODY -> new Browser(world.port());
            case ACCOUNT -> world.mara();
            case OPERATOR -> world.olga();
        };
    }

    @Override
    public void close() {
        world.close();
    }
}
