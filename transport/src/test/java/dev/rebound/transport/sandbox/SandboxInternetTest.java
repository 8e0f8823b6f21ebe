package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.transport.sandbox.record.DeliverySummary;
import dev.rebound.transport.sandbox.record.RecordReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxInternetTest {

    @TempDir
    Path folder;

    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = SandboxFixture.standard(folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void deliversAndHasItOnRecordWhenItSaysSo() throws IOException {
        assertEquals(250, code(sandbox.deliver("ann+delivers@gmail.example", "<1@rebound.test>")));
        DeliverySummary summary = RecordReader.summary(folder);
        assertEquals(1, summary.delivered());
        assertEquals(1L, summary.byBehaviour().get("delivers"));
        assertEquals(summary, sandbox.internet.deliveries());
    }

    @Test
    void takesSecondCopyAndThrowsItAway() throws IOException {
        sandbox.deliver("ann+delivers@gmail.example", "<1@rebound.test>");
        assertEquals(250, code(sandbox.deliver("ANN+delivers@gmail.example", "<1@rebound.test>")));
        sandbox.deliver("ann+delivers@gmail.example", "<2@rebound.test>");
        assertEquals(2, sandbox.internet.deliveries().delivered());
        assertEquals(1, sandbox.internet.deliveries().duplicates());
    }

    @Test
    void knowsSecondCopyAfterRestartToo() throws IOException {
        sandbox.deliver("ann+delivers@gmail.example", "<1@rebound.test>");
        sandbox.restart();
        sandbox.deliver("ann+delivers@gmail.example", "<1@rebound.test>");
        assertEquals(1, sandbox.internet.deliveries().duplicates());
    }

    @Test
    void passesOverLineThatWasBeingWrittenWhenItDied() throws IOException {
        sandbox.deliver("ann+delivers@gmail.example", "<1@rebound.test>");
        sandbox.internet.close();
        Path record = folder.resolve("deliveries.jsonl");
        Files.writeString(record, "{\"event\":\"accepted\",\"ser", StandardOpenOption.APPEND);
        assertEquals(1, RecordReader.summary(folder).delivered());
        sandbox.restart();
        sandbox.deliver("ann+delivers@gmail.example", "<2@rebound.test>");
        assertEquals(2, RecordReader.summary(folder).delivered());
    }

    @Test
    void refusesFolderInUseAndRecordThatIsNone() throws IOException {
        assertThrows(UncheckedIOException.class, () -> SandboxFixture.standard(folder));
        sandbox.internet.close();
        Files.writeString(folder.resolve("deliveries.jsonl"), "hello\n");
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> SandboxFixture.standard(folder));
        assertTrue(refused.toString().contains("deliveries.jsonl, line 1"), refused.toString());
        Files.delete(folder.resolve("deliveries.jsonl"));
        sandbox.restart();
    }

    @Test
    void greylistsByItsOwnClockPerRecipient() throws IOException {
        assertEquals(450, code(sandbox.deliver("ann+greylist@gmail.example", "<1@rebound.test>")));
        sandbox.pass(Duration.ofMinutes(3));
        assertEquals(450, code(sandbox.deliver("ann+greylist@gmail.example", "<1@rebound.test>")));
        sandbox.pass(Duration.ofMinutes(2));
        assertEquals(250, code(sandbox.deliver("ann+greylist@gmail.example", "<1@rebound.test>")));
        assertEquals(450, code(sandbox.deliver("bob+greylist@gmail.example", "<1@rebound.test>")));
    }

    @Test
    void remembersFirstAttemptOverRestart() throws IOException {
        sandbox.deliver("ann+busy-80-hours@gmail.example", "<1@rebound.test>");
        sandbox.restart();
        sandbox.pass(Duration.ofHours(79));
        assertEquals(451, code(sandbox.deliver("ann+busy-80-hours@gmail.example", "<1@rebound.test>")));
        sandbox.pass(Duration.ofHours(2));
        assertEquals(250, code(sandbox.deliver("ann+busy-80-hours@gmail.example", "<1@rebound.test>")));
    }

    @Test
    void serverThatTurnsConnectionsAwayTakesThemLater() throws IOException {
        assertEquals(421, code(sandbox.deliver("ann@crowded.example", "<1@rebound.test>")));
        sandbox.pass(Duration.ofMinutes(31));
        assertEquals(250, code(sandbox.deliver("ann@crowded.example", "<1@rebound.test>")));
    }

    @Test
    void losesTheConnectionAfterTakingTheMessageAndKnowsTheNextCopy() throws IOException {
        assertEquals(Optional.empty(), sandbox.deliver("ann+takes-without-answer@gmail.example", "<1@rebound.test>"));
        assertEquals(1, sandbox.internet.deliveries().delivered());
        assertEquals(250, code(sandbox.deliver("ann+takes-without-answer@gmail.example", "<1@rebound.test>")));
        assertEquals(1, sandbox.internet.deliveries().duplicates());
    }

    @Test
    void refusesDomainsThatAServerIsNotFor() throws IOException {
        try (SmtpClientByHand client = sandbox.connect("gmail.example")) {
            client.reply();
            client.ask("EHLO sender.example");
            client.ask("MAIL FROM:<a@rebound.test>");
            assertEquals(554, code(client.ask("RCPT TO:<ann@qq.example>")));
        }
    }

    @Test
    void sendsOwedNoticeAfterRestartOnceItIsDue() throws Exception {
        sandbox.deliver("ann+late-unknown-exim@gmail.example", "<1@rebound.test>");
        sandbox.restart();
        assertEquals(1, sandbox.internet.deliveries().noticesOwed());
        assertTrue(sandbox.caught.isEmpty());
        sandbox.pass(Duration.ofMinutes(4));
        NoticeCatcher.Caught notice = sandbox.caught.next().orElseThrow();
        assertEquals("<>", notice.mailFrom());
        assertEquals("<" + SandboxFixture.RETURN_PATH + ">", notice.rcptTo());
        assertTrue(notice.content().contains("X-Failed-Recipients: ann+late-unknown-exim@gmail.example\r\n"));
        assertTrue(notice.content().contains("Message-ID: <1@rebound.test>\r\n"));
        assertTrue(notice.content().contains("\r\n.this line begins with a dot.\r\n"), notice.content());
    }

    @Test
    void owesNoNoticeForSecondCopyNorToTheNullSender() throws IOException {
        sandbox.deliver("ann+late-unknown-exim@gmail.example", "<1@rebound.test>");
        sandbox.deliver("ann+late-unknown-exim@gmail.example", "<1@rebound.test>");
        sandbox.deliver("", "bob+late-unknown-exim@gmail.example", "<2@rebound.test>");
        assertEquals(1, sandbox.internet.deliveries().noticesOwed());
    }

    @Test
    void sendsNoticeAgainWhenItIsPutOff() throws Exception {
        sandbox.caught.refuseNext("451 4.3.0 later");
        sandbox.deliver("ann+out-of-office@gmail.example", "<1@rebound.test>");
        sandbox.pass(Duration.ofMinutes(2));
        assertTrue(sandbox.caught.nextRefused().isPresent());
        sandbox.pass(Duration.ofMinutes(10));
        assertTrue(sandbox.caught.next().isPresent());
    }

    @Test
    void givesUpNoticeThatIsRefusedForGood() throws Exception {
        sandbox.caught.refuseNext("550 5.7.1 not one of ours");
        sandbox.deliver("ann+out-of-office@gmail.example", "<1@rebound.test>");
        sandbox.pass(Duration.ofMinutes(2));
        assertTrue(sandbox.caught.nextRefused().isPresent());
        sandbox.await(() -> sandbox.internet.deliveries().noticesGivenUp() == 1);
        sandbox.restart();
        assertEquals(0, sandbox.internet.deliveries().noticesOwed());
        assertTrue(sandbox.caught.isEmpty());
    }

    private static int code(Optional<SmtpReply> reply) {
        return reply.map(SmtpReply::code).orElse(0);
    }
}
