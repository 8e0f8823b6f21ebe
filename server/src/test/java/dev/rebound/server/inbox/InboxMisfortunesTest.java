package dev.rebound.server.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.account.Role;
import dev.rebound.engine.inbox.Inbox;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailEndpoint.Protection;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.OneToOneMessage;
import dev.rebound.server.Browser;
import dev.rebound.server.inbox.SimulatedMail.Box;
import dev.rebound.server.inbox.SimulatedMail.Mood;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a mail server does: the page says what to do, other inboxes go on, and nothing is lost or counted twice. */
@SuppressWarnings("NullAway.Init") // filled before all tests
class InboxMisfortunesTest {

    private static final String ANN = "ann@there.example";

    /** What the page says, in English and in Chinese. */
    private static final Map<Mood, String[]> SAID = new EnumMap<>(Map.of(
            Mood.CHANGED_PASSWORD,
                    new String[] {"If the password was changed at the provider, connect again with the new one.", "密码"},
            Mood.OFF, new String[] {"Switch it on in the settings of the mailbox", "IMAP"},
            Mood.AWAY, new String[] {"The server says that it cannot at the moment.", "服务器表示暂时无法提供服务。"},
            Mood.CROWDED, new String[] {"too many connections or commands", "服务商要求等待：连接或命令过多。"},
            Mood.FULL, new String[] {"Make room in it. Nothing that arrives later is missed.", "邮箱"},
            Mood.GARBAGE, new String[] {"What answers there does not speak the protocol.", "协议"},
            Mood.LYING, new String[] {"What answers there does not speak the protocol.", "协议"},
            Mood.GOODBYE, new String[] {"The connection ended in the middle.", "连接中途断开。"}));

    @TempDir
    private static Path folder;

    private static SimulatedMail mail;
    private static SamsOffice office;
    private static Browser sales;

    @BeforeAll
    static void start() throws IOException {
        mail = new SimulatedMail();
        office = new SamsOffice(folder, Map.of());
        sales = office.rebound().somebodyWho(Role.SALES);
    }

    @AfterAll
    static void stop() throws IOException {
        sales.close();
        office.close();
        mail.close();
    }

    private static Inbox connect(String name) {
        String address = name + "@here.example";
        return office.connected(
                address,
                "",
                new MailServers(
                        new MailEndpoint("127.0.0.1", mail.imapPort(), Protection.CLEAR),
                        new MailEndpoint("127.0.0.1", mail.smtpPort(), Protection.CLEAR)),
                "opensesame");
    }

    private static Box box(Inbox inbox) {
        return mail.box(inbox.address().text());
    }

    /** Each inbox writes to somebody of its own: who bounced is not written to again. */
    private static String annOf(Inbox inbox) {
        return inbox.address().localPart() + "-" + ANN;
    }

    private static OneToOneMessage write(Inbox inbox) {
        return office.write(inbox, annOf(inbox));
    }

    private static byte[] report(Inbox inbox, OneToOneMessage about) {
        return SampleReports.unknownUser(inbox.address().text(), about.email().headerId(), annOf(inbox));
    }

    private static Inbox awaitLooked(Inbox inbox, long looked) {
        return office.await(() -> Optional.of(office.inbox(inbox.address().text()))
                .filter(now -> now.figures().looked() >= looked));
    }

    @Test
    void ofAMillionMessagesOnlyTheLastDaysAreLookedAt() {
        Box box = mail.box("million@here.example");
        box.last = 1_000_000;
        box.firstRecent = 999_901;

        Inbox inbox = connect("million");

        assertEquals(100, awaitLooked(inbox, 100).figures().looked());
        assertTrue(box.commands.stream().anyMatch(command -> command.startsWith("UID FETCH 999901:999950 ")));
        assertEquals(
                2,
                box.commands.stream()
                        .filter(command -> command.startsWith("UID FETCH"))
                        .count(),
                box.commands.toString());
    }

    @Test
    void whereNothingCameInTheLastDaysItStartsNow() {
        Box box = mail.box("quiet@here.example");
        box.last = 1_000_000;
        box.firstRecent = 1_000_001;
        Inbox inbox = connect("quiet");
        office.awaitSeen(inbox);

        box.deliver(report(inbox, write(inbox)));

        assertEquals(1, office.awaitReports("quiet@here.example", 1).figures().looked());
    }

    @Test
    void connectionsThatAreCutInTheMiddleLoseAndDoubleNothing() {
        Inbox inbox = connect("cut");
        Box box = box(inbox);
        OneToOneMessage written = write(inbox);
        box.cuts = 3;
        for (int i = 0; i < 30; i++) {
            box.deliver("From: kim@here.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        box.deliver(report(inbox, written));

        assertEquals(31, office.awaitReports("cut@here.example", 1).figures().looked());
        assertEquals(0, box.cuts);
        assertEquals(1, office.onTimeline(annOf(inbox), LedgerEvent.Bounced.class));
    }

    @Test
    void otherNumbersAreLookedAtAgainAndCountOnce() {
        Inbox inbox = connect("renumbered");
        Box box = box(inbox);
        box.deliver(report(inbox, write(inbox)));
        office.awaitReports("renumbered@here.example", 1);

        box.validity = 2;
        box.hangUp();

        office.awaitReports("renumbered@here.example", 2);
        assertEquals(1, office.onTimeline(annOf(inbox), LedgerEvent.Bounced.class));
        assertTrue(office.rebound().ports().ledger().verify().agrees());
    }

    @Test
    void ofAHugeReportOnlyTheFirstMebibyteIsAskedFor() {
        Inbox inbox = connect("huge");
        byte[] small = report(inbox, write(inbox));
        box(inbox).deliver(Arrays.copyOf(small, 50_000_000));

        office.awaitReports("huge@here.example", 1);

        assertTrue(
                box(inbox).commands.contains("UID FETCH 1 (UID BODY.PEEK[]<0.1048576>)"),
                box(inbox).commands.toString());
    }

    @Test
    void everyMisfortuneIsSaidOnThePageAndTheOthersGoOnAndNothingIsLost() {
        Map<Mood, Inbox> inboxes = new EnumMap<>(Mood.class);
        for (Mood mood : Mood.values()) {
            inboxes.put(mood, connect(nameOf(mood)));
        }
        Map<Mood, OneToOneMessage> written = new EnumMap<>(Mood.class);
        inboxes.forEach((mood, inbox) -> {
            office.awaitSeen(inbox);
            written.put(mood, write(inbox));
        });

        inboxes.forEach((mood, inbox) -> {
            if (mood != Mood.WELL) {
                box(inbox).be(mood);
            }
            box(inbox).deliver(report(inbox, of(written, mood)));
        });

        // The one that is well is not held up.
        Inbox well = of(inboxes, Mood.WELL);
        office.awaitReports(well.address().text(), 1);
        assertThePageSaysIt();
        sales.speaking("en");
        inboxes.forEach((mood, inbox) -> {
            box(inbox).be(Mood.WELL);
            if (office.inbox(inbox.address().text()).condition().state() == InboxState.SIGN_IN_NEEDED) {
                connect(nameOf(mood));
            }
        });
        inboxes.values().forEach(inbox -> {
            Inbox again = office.awaitReports(inbox.address().text(), 1);
            assertEquals(1, again.figures().looked());
        });
    }

    private static String nameOf(Mood mood) {
        return mood.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> T of(Map<Mood, T> all, Mood mood) {
        return Objects.requireNonNull(all.get(mood));
    }

    private static void assertThePageSaysIt() {
        SAID.forEach((mood, words) -> {
            awaitOnThePage("en", mood + ": " + words[0], words[0]);
            awaitOnThePage("zh-CN", mood + ": " + words[1], words[1]);
        });
        assertFalse(page("en").contains("opensesame"));
    }

    /** What is said first may be that the connection ended. */
    private static void awaitOnThePage(String language, String what, String words) {
        try {
            office.await(() -> Optional.of(page(language)).filter(html -> html.contains(words)));
        } catch (AssertionError e) {
            throw new AssertionError(what, e);
        }
    }

    private static String page(String language) {
        return sales.speaking(language)
                .get("/a/" + office.rebound().account() + "/inboxes")
                .body();
    }
}
