package dev.rebound.server;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.guard.Circuit;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.Quarantine.QuarantineFilter;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import java.nio.charset.StandardCharsets;
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
    private final Map<String, String> holes = new HashMap<>();

    BusyWorld(Path folder) throws InterruptedException {
        world = new PagesWorld(folder);
        send();
        breakDown();
        try (Browser mara = world.mara();
                Browser olga = world.olga()) {
            holes.putAll(new BusyAccount(world.ports(), world.own, mara, olga).work());
        }
        tour = new PageTour(world.server().routes(), holes);
    }

    private void send() throws InterruptedException {
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
    private void breakDown() throws InterruptedException {
        world.contacts(world.own, STRUCK.toArray(String[]::new));
        EmailId before = world.send(world.own, "Before", "Before the outage");
        STRUCK.forEach(address -> world.delivered(world.own, before, address));
        EmailId during = world.send(world.own, "During", "During the outage");
        STRUCK.forEach(
                address -> world.bounced(world.own, during, address, Reason.UNKNOWN_USER, "550 5.1.1 no such user"));
        Circuit circuit = world.store.circuits().page(Optional.empty(), 1).getFirst();
        holes.put("circuit", circuit.id().toString());
    }

    /**
     * The same tour, of a contact, an email, a message and a returned mail that say this wherever a mail or a file can say something.
     *
     * @param words at the end of a line
     */
    PageTour saying(String words) throws InterruptedException {
        String address = "\"<img src=x onerror=hostile()>\"@dept.example";
        EmailAddress email = EmailAddress.parse(address).orElseThrow();
        NewContact contact = new NewContact(email, "A " + words, "B " + words)
                .with(ContactProperties.of(Map.of("company", "G " + words)));
        world.store.contacts().save(world.own, List.of(contact), world.clock.instant());
        EmailId sent = world.send(world.own, "C " + words, "D " + words);
        String report =
                "Subject: E " + words + "\r\nContent-Type: text/plain; name=\"" + words + "\"\r\n\r\nF " + words;
        world.reported(world.own, sent, address, Reason.UNKNOWN_USER, "550 5.1.1 " + words, report);
        ReturnedMail mail = new ReturnedMail(
                "g@dept.example",
                List.of("b+" + words + "@bounces.example"),
                report.getBytes(StandardCharsets.UTF_8),
                "192.0.2.9",
                world.clock.instant());
        world.store
                .quarantine()
                .keep(mail, QuarantineReason.NO_TOKEN, EvidenceGrade.UNPROVEN)
                .join();
        var row = world.row(world.own, sent, address);
        Map<String, String> own = new HashMap<>(holes);
        own.put("email", sent.toString());
        own.put("draft", world.draft(world.own, "H " + words, "I " + words).toString());
        own.put("message", row.message().toString());
        own.put("contact", row.contact().orElseThrow().toString());
        long kept = world.store
                .quarantine()
                .page(QuarantineFilter.ALL, Optional.empty(), 1)
                .getFirst()
                .id();
        own.put("mail", Long.toString(kept));
        return new PageTour(world.server().routes(), own);
    }

    PagesWorld world() {
        return world;
    }

    PageTour tour() {
        return tour;
    }

    /** What fills the holes of addresses, by the names that routes give them. */
    Map<String, String> holes() {
        return Map.copyOf(holes);
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
