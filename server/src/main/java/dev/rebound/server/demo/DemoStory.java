package dev.rebound.server.demo;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.server.Ports;
import dev.rebound.transport.sandbox.SandboxInternet;
import dev.rebound.transport.sandbox.SandboxPeople;
import dev.rebound.transport.sandbox.SandboxPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens in the demo by itself: three accounts are made and each sends an email; a day later one
 * account unbounces an address and sends a second email, which leaves out what bounced before. In the present it sends a
 * third, while a large provider refuses everybody: the guard holds these bounces.
 *
 * <p>Every step first looks whether it has been done, so a demo that was killed goes on where it was.
 */
final class DemoStory {

    /** From the first email on: by then every report has come back, and what is busy is still pending. */
    private static final Duration UNBOUNCE_AFTER = Duration.ofHours(26);

    private static final Duration SECOND_EMAIL_AFTER = Duration.ofHours(30);
    /** Whom the outage strikes, how, and for how long. */
    private static final String FAILING_DOMAIN = "outlook.example";

    private static final String FAILING_BY = "unknown-user-microsoft";
    private static final Duration FAILING_FOR = Duration.ofHours(5);
    /** One contact in so many has unsubscribed. */
    private static final int UNSUBSCRIBED_EVERY = 97;

    /** In real time; if it takes longer, the story goes on all the same. */
    private static final Duration TRIED_WITHIN = Duration.ofSeconds(15);

    /** So long before the present the first emails have to be settled; a busy machine needs some of these hours. */
    private static final Duration SPARE = Duration.ofHours(16);

    /** In real time, what delivery gets to settle what is due before another hour passes. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LOOK_PAUSE = Duration.ofMillis(20);
    private static final String TELLER = "demo";
    private static final Logger LOG = LoggerFactory.getLogger(DemoStory.class);

    private final Ports ports;
    private final SandboxPeople people;
    private final SandboxInternet internet;
    private final StoryClock clock;

    DemoStory(Ports ports, SandboxPeople people, SandboxInternet internet, StoryClock clock) {
        this.ports = ports;
        this.people = people;
        this.internet = internet;
        this.clock = clock;
    }

    /** Makes the accounts, in the order of the samples. */
    List<AccountId> accounts() {
        List<Account> existing = ports.accounts().all();
        List<AccountId> ids = new ArrayList<>();
        for (SampleAccount sample : SampleAccount.all()) {
            ids.add(existing.stream()
                    .filter(account -> account.name().equals(sample.name()))
                    .map(Account::id)
                    .findFirst()
                    .orElseGet(() -> ports.accounts().create(sample.name(), now())));
        }
        return List.copyOf(ids);
    }

    /** Tells the story to its end; blocks while its clock has not come so far. */
    void tell(List<AccountId> accounts) throws InterruptedException {
        List<SampleAccount> samples = SampleAccount.all();
        for (int i = 0; i < accounts.size(); i++) {
            fill(accounts.get(i), samples.get(i), i);
        }
        for (int i = 0; i < accounts.size(); i++) {
            send(accounts.get(i), samples.get(i).emails().getFirst());
        }
        List<MarketingEmail> firsts = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            email(accounts.get(i), samples.get(i).emails().getFirst()).ifPresent(firsts::add);
        }
        Instant settling = Instant.now().minus(SPARE);
        awaitTried(firsts);
        clock.hurryTo(settling);
        Instant start = firsts.isEmpty() ? now() : firsts.getFirst().createdAt();
        AccountId first = accounts.getFirst();
        clock.awaitUntil(start.plus(UNBOUNCE_AFTER));
        unbounceOne(first);
        clock.awaitUntil(start.plus(SECOND_EMAIL_AFTER));
        send(first, samples.getFirst().emails().get(1));
        clock.awaitUntil(settling);
        letSettle(firsts);
        clock.hurryTo(Instant.now());
        clock.awaitUntil(Instant.now());
        sendIntoAnOutage(first, samples.getFirst().emails().getLast());
    }

    /** What was first tried late would be given up late, and still be pending in the present: hurrying waits for it. */
    private void awaitTried(List<MarketingEmail> emails) throws InterruptedException {
        Instant end = Instant.now().plus(TRIED_WITHIN);
        while (Instant.now().isBefore(end) && !emails.stream().allMatch(this::tried)) {
            Thread.sleep(LOOK_PAUSE);
        }
    }

    /** Where the machine is busy, messages whose destination answered late are given up some hours late; the present does not wait. */
    private void letSettle(List<MarketingEmail> emails) throws InterruptedException {
        while (clock.instant().plus(HOUR).isBefore(Instant.now()) && !settledWithin(SETTLING, emails)) {
            clock.pass(HOUR);
        }
    }

    private boolean settledWithin(Duration real, List<MarketingEmail> emails) throws InterruptedException {
        Instant end = Instant.now().plus(real);
        while (!emails.stream().allMatch(email -> figures(email).pending() == 0)) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            Thread.sleep(LOOK_PAUSE);
        }
        return true;
    }

    /** Every message went out, or has an answer that says why it did not yet. */
    private boolean tried(MarketingEmail email) {
        EmailFigures figures = figures(email);
        long answered = figures.pendingReasons().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return figures.sent() > 0 && figures.pending() == answered;
    }

    private EmailFigures figures(MarketingEmail email) {
        return ports.emails().figures(email.account(), email.id());
    }

    /** Only at the pace of the present do so many bounces come within ten minutes that the guard takes notice. */
    private void sendIntoAnOutage(AccountId account, EmailContent content) {
        Instant begun = email(account, content).map(MarketingEmail::createdAt).orElseGet(this::now);
        internet.beginOutage(FAILING_DOMAIN, FAILING_BY, begun, FAILING_FOR);
        send(account, content);
    }

    private Instant now() {
        return ports.clock().instant();
    }

    private void fill(AccountId account, SampleAccount sample, int number) {
        if (ports.contacts().count(account, "") >= sample.people()) {
            return;
        }
        List<NewContact> contacts = people.ofAccount(number, sample.people()).stream()
                .map(DemoStory::contact)
                .toList();
        ports.contacts().save(account, contacts, now());
        List<ContactView> some = ports.contacts().page(account, "", Optional.empty(), 1_000);
        for (int i = UNSUBSCRIBED_EVERY; i < some.size(); i += UNSUBSCRIBED_EVERY) {
            ports.contacts().setUnsubscribed(account, some.get(i).contact().id(), Optional.of(now()));
        }
    }

    private static NewContact contact(SandboxPerson person) {
        return new NewContact(person.address(), person.givenName(), person.familyName());
    }

    private void send(AccountId account, EmailContent content) {
        Optional<MarketingEmail> existing = email(account, content);
        if (existing.filter(email -> email.state() != EmailState.DRAFT).isPresent()) {
            return;
        }
        EmailId id = existing.map(MarketingEmail::id)
                .orElseGet(() -> ports.outgoing()
                        .sending()
                        .create(account, new EmailDraft(content, new Selection.Everybody()), TELLER));
        List<EmailProblem> problems = ports.outgoing().sending().send(account, id, TELLER);
        if (!problems.isEmpty()) {
            LOG.warn("The demo could not send an email account={} problems={}", account, problems);
        }
    }

    private Optional<MarketingEmail> email(AccountId account, EmailContent content) {
        return ports.emails().page(account, Optional.empty(), 100).stream()
                .filter(email -> email.content().name().equals(content.name()))
                // The story's own came first; what somebody made from it is theirs to send.
                .reduce((newer, older) -> older);
    }

    /** A policy bounce says least about the person behind the address, so that is what one would lift. */
    private void unbounceOne(AccountId account) {
        boolean done = ports.audit().page(Optional.of(account), Optional.empty(), 1_000).stream()
                .anyMatch(numbered -> numbered.entry().action() == AuditAction.UNBOUNCED);
        if (done) {
            return;
        }
        ports.suppressions().page(account, "", Optional.of(Reason.POLICY), Optional.empty(), 100).stream()
                .filter(suppressed -> !suppressed.globallyBounced())
                .map(SuppressedAddress::address)
                .findFirst()
                .ifPresent(address -> ports.unbouncing()
                        .unbounce(account, address, TELLER, "Their administrator put our addresses on the allowlist."));
    }
}
