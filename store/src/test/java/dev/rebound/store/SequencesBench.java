package dev.rebound.store;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.contact.Contact;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactView;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageTemplate;
import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.inbox.Consents;
import dev.rebound.engine.inbox.CredentialsBox;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.engine.inbox.OneToOneComposing;
import dev.rebound.engine.inbox.OneToOneCourse;
import dev.rebound.engine.inbox.OneToOneSending;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.inbox.RecipientStanding;
import dev.rebound.engine.inbox.SentFolder;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.engine.inbox.SignIns;
import dev.rebound.engine.inbox.WorkingHours;
import dev.rebound.engine.inbox.WritingHabits;
import dev.rebound.engine.sequence.Enrolling;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.Enrolment.EndReason;
import dev.rebound.engine.sequence.EnrolmentRefusal;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.SequenceKeeper;
import dev.rebound.engine.sequence.SequenceStep;
import dev.rebound.engine.sequence.Sequences;
import dev.rebound.engine.time.RehearsalClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;

/** What tests of sequences share: an inbox, a mail server that takes what it wants, and the use cases on a real store. */
@SuppressWarnings("NullAway.Init") // filled before each test
abstract class SequencesBench extends PortContract {

    static final WorkingHours WEEK = new WorkingHours(
            ZoneOffset.UTC, LocalTime.of(9, 0), LocalTime.of(17, 0), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    static final int DAILY = 3;

    final long seed = System.nanoTime();
    final Random random = new Random(seed);
    RehearsalClock clock;
    LettersByChance letters;
    AccountId account;
    Inbox inbox;
    Enrolling enrolling;
    SequenceKeeper.Parts parts;
    SequenceKeeper keeper;
    private SignIns signIns;

    @BeforeEach
    void anInboxAndAKeeper() {
        clock = new RehearsalClock(World.NOON);
        letters = new LettersByChance(random, clock);
        letters.kindly = true;
        account = world.account();
        CredentialsBox box = new CredentialsBox(new byte[CredentialsBox.KEY_OCTETS], new SecureRandom());
        signIns = new SignIns(ports.inboxes(), box, Consents.none(), InstantSource.system());
        inbox = connected("sam@x.example");
        RecipientStanding standing =
                new RecipientStanding(ports.ledger(), ports.contacts(), id -> Policy.standard(), clock);
        enrolling = new Enrolling(
                ports.sequences().sequences(), standing, ports.writing().habits(), clock);
        OneToOneSending sending = new OneToOneSending(
                new OneToOneSending.Parts(
                        ports.inboxes(),
                        signIns,
                        ports.oneToOneMessages(),
                        letters,
                        (imap, signIn, copy) -> new SentFolder.Filing.Filed(),
                        ports.writing().habits(),
                        standing,
                        said -> World.verdict(Reason.UNKNOWN_USER),
                        Runnable::run),
                new OneToOneComposing(
                        SequencesBench::subjectOnly,
                        (in, contact) -> URI.create("https://x.example/u"),
                        clock,
                        new SecureRandom()),
                OneToOneSending.Heed.WARN,
                clock);
        parts = new SequenceKeeper.Parts(
                ports.sequences().steps(),
                ports.inboxes(),
                ports.writing().habits(),
                ports.contacts(),
                standing,
                sending);
        keeper = new SequenceKeeper(parts, clock, random, Runnable::run);
    }

    Inbox connected(String address) {
        MailEndpoint server = new MailEndpoint("mail.x.example", 993, Protection.TLS);
        Inbox connected = ports.inboxes()
                .connect(
                        new NewInbox(account, "sam", World.address(address), "", new MailServers(server, server)),
                        signIns.seal(account, World.key(address), new SignIn.Password("sam", "x")),
                        World.NOON);
        ports.writing().habits().keep(account, connected.id(), new WritingHabits("", DAILY, WEEK));
        return connected;
    }

    private static MessageTemplate subjectOnly(SharedDraft shared) {
        return new MessageTemplate() {
            @Override
            public MessageContent filledFor(MessageDraft message) {
                return new MessageContent.Given(
                        shared.content().subject(message.values()).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public long octets() {
                return 1;
            }
        };
    }

    static SequenceStep step(int hours, String subject) {
        return new SequenceStep(Duration.ofHours(hours), OneToOneText.plain(subject, "Text"));
    }

    Sequence sequence(String name, SequenceStep... steps) {
        return ports.sequences()
                .sequences()
                .add(account, new Sequences.Draft(name, List.of(steps), "sam", World.NOON))
                .orElseThrow();
    }

    Contact contact(String address) {
        ContactId id = world.contact(account, address, "Ann", "Lee");
        return ports.contacts().find(account, id).map(ContactView::contact).orElseThrow();
    }

    Optional<EnrolmentRefusal> enrol(Sequence sequence, Contact contact) {
        return enrol(sequence, inbox, contact);
    }

    Optional<EnrolmentRefusal> enrol(Sequence sequence, Inbox through, Contact contact) {
        return enrolling
                .enrol(sequence, through, List.of(contact), "sam")
                .getFirst()
                .refusal();
    }

    Enrolment enrolmentOf(Sequence sequence, Contact contact) {
        return ports.sequences().sequences().enrolments(account, sequence.id(), Optional.empty(), 500).stream()
                .filter(enrolment -> enrolment.contact().equals(contact.id()))
                .findFirst()
                .orElseThrow();
    }

    Optional<EndReason> endOf(Sequence sequence, Contact contact) {
        return enrolmentOf(sequence, contact).end().map(Enrolment.End::why);
    }

    void pass(Duration time) {
        clock.jump(time);
        keeper.run();
    }

    OneToOneCourse newest(Contact contact) {
        return ports.writing()
                .courses()
                .ofContact(account, contact.id(), Optional.empty(), 1)
                .getFirst();
    }
}
