package dev.rebound.feed.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.feed.log.PostfixLine.Said;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.report.ReportRefused.Why;
import dev.rebound.feed.seen.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Lines as Postfix 3.8 logs them. */
final class PostfixReaderTest {

    private static final String HEAD = "Nov 30 00:12:01 mx1 postfix/smtp[9]: 4bKq3T2Xz9z1: ";
    private static final String BOUNCED =
            HEAD + "to=<Kim@dept.example>, relay=MX.dept.example[192.0.2.1]:25, delay=1.2,"
                    + " delays=0.1/0/0.5/0.6, dsn=5.1.1, status=bounced (host MX.dept.example[192.0.2.1] said: 550 5.1.1"
                    + " <kim@dept.example>: Recipient address rejected: User unknown (in reply to RCPT TO command))";
    private static final String DEFERRED = HEAD + "to=<kim@dept.example>, relay=none, delay=30, delays=0/0/30/0,"
            + " dsn=4.4.1, status=deferred (connect to mx.dept.example[192.0.2.1]:25: Connection timed out)";

    private final PostfixReader reader = new PostfixReader(Ours.TOKENS, Ours.UNKNOWN);

    private static PostfixLine line(String text) {
        return PostfixLine.parse(text, Ours.AT, ZoneOffset.UTC).orElseThrow();
    }

    private static Said.Answer answer(String text) {
        return assertInstanceOf(Said.Answer.class, line(text).said());
    }

    private Observation observation(PostfixReader by, String text) {
        return by.read(Ours.SENDER, line(text).at(), answer(text))
                .seen()
                .getFirst()
                .observation();
    }

    @Test
    void aBounceBringsTheServersWordsWithoutWhatPostfixPutsAroundThem() {
        Diagnostic words = answer(BOUNCED).words();

        assertEquals("550 5.1.1 <kim@dept.example>: Recipient address rejected: User unknown", words.text());
        assertEquals(OptionalInt.of(550), words.code());
        assertEquals(EnhancedStatus.parse("5.1.1"), words.status());
        assertEquals(Optional.of(SmtpCommand.RCPT), words.command());
        assertEquals(Optional.of("mx.dept.example"), words.remoteMta());
    }

    @Test
    void aBounceIsAFailureOfTheMessageThatTheSenderNames() {
        Reading read = reader.read(Ours.SENDER, Ours.AT, answer(BOUNCED));

        assertEquals("kim@dept.example", read.seen().getFirst().address().value());
        Observation.PermanentFailure failure = assertInstanceOf(
                Observation.PermanentFailure.class, read.seen().getFirst().observation());
        assertEquals(77, failure.message().value());
        assertEquals(Ours.AT, failure.at());
    }

    @Test
    void whatIsSentIsTakenAndWhatIsDeferredIsTriedAgain() {
        assertInstanceOf(
                Observation.Taken.class,
                observation(
                        reader,
                        HEAD + "to=<kim@dept.example>, relay=mx.dept.example[192.0.2.1]:25, delay=1, delays=1/0/0/0,"
                                + " dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4bKq)"));
        assertInstanceOf(Observation.TemporaryFailure.class, observation(reader, DEFERRED));
    }

    @Test
    void whatPostfixSaysItselfHasItsStatusAndNoCode() {
        Diagnostic words = answer(DEFERRED).words();

        assertEquals(OptionalInt.empty(), words.code());
        assertEquals(EnhancedStatus.parse("4.4.1"), words.status());
        assertEquals("connect to mx.dept.example[192.0.2.1]:25: Connection timed out", words.text());
    }

    @Test
    void aServerThatRefusedToTalkAnsweredTheConnection() {
        Diagnostic words = answer(
                        HEAD + "to=<kim@dept.example>, relay=mx.dept.example[192.0.2.1]:25, dsn=4.7.1,"
                                + " status=deferred (host mx.dept.example[192.0.2.1] refused to talk to me: 421 4.7.1 too many)")
                .words();

        assertEquals("421 4.7.1 too many", words.text());
        assertEquals(Optional.of(SmtpCommand.CONNECT), words.command());
    }

    @Test
    void whatHasEndedIsASoftBounceWhereItsWordsArePending() {
        PostfixReader pending = new PostfixReader(Ours.TOKENS, Ours.PENDING);
        Observation bounced = observation(pending, BOUNCED);
        Observation expired = pending.expired(Ours.SENDER, Ours.AT, answer(DEFERRED))
                .seen()
                .getFirst()
                .observation();

        for (Observation one : List.of(bounced, expired)) {
            Observation.PermanentFailure failure = assertInstanceOf(Observation.PermanentFailure.class, one);
            assertEquals(BounceType.SOFT, failure.verdict().type());
        }
    }

    @Test
    void theAddressThatTheMessageWasSentToIsTheOriginalOne() {
        assertEquals(
                "list@dept.example",
                answer(
                                HEAD
                                        + "to=<kim@dept.example>, orig_to=<list@dept.example>, relay=none, dsn=5.4.4, status=bounced (no)")
                        .recipient());
    }

    @Test
    void aLineThatSyslogCutStillHasItsWords() {
        assertEquals(
                "550 5.1.1 no such",
                answer(HEAD
                                + "to=<kim@dept.example>, relay=mx.example[192.0.2.1]:25, dsn=5.1.1, status=bounced (host"
                                + " mx.example[192.0.2.1] said: 550 5.1.1 no such")
                        .words()
                        .text());
    }

    @Test
    void theQueueManagerSaysWhoSentItAndWhatBecameOfIt() {
        String head = "Nov 30 00:12:01 mx1 postfix/qmgr[7]: 4bKq3T2Xz9z1: ";

        assertEquals(
                new Said.Sender("b-1@bounce.example"),
                line(head + "from=<b-1@bounce.example>, size=2345, nrcpt=1 (queue active)")
                        .said());
        assertEquals(
                new Said.Expired(),
                line(head + "from=<b-1@bounce.example>, status=expired, returned to sender")
                        .said());
        assertEquals(new Said.Removed(), line(head + "removed").said());
    }

    @Test
    void linesOfOneMessageHaveOneQueueAndThoseOfAnotherServerAnother() {
        assertEquals("mx1 4bKq3T2Xz9z1", line(BOUNCED).queue());
        assertEquals("mx2 4bKq3T2Xz9z1", line(BOUNCED.replace(" mx1 ", " mx2 ")).queue());
    }

    @Test
    void allFormsOfSyslogSayTheSame() {
        PostfixLine plain = line(BOUNCED);
        String words = BOUNCED.substring(BOUNCED.indexOf("4bKq"));

        assertEquals(plain, line("<22>" + BOUNCED));
        assertEquals(plain, line("2026-11-30T01:12:01.000000+01:00 mx1 postfix/smtp[9]: " + words));
        assertEquals(plain, line("<22>1 2026-11-30T00:12:01Z mx1 postfix/smtp 9 - - " + words));
        assertEquals(plain, line("<22>1 2026-11-30T00:12:01Z mx1 postfix/smtp 9 - [origin software=\"x\"] " + words));
    }

    @Test
    void aYearThatIsNotSaidIsTheLastOneInWhichTheLineCanBe() {
        Instant newYear = Instant.parse("2027-01-01T00:00:05Z");

        assertEquals(
                Instant.parse("2026-12-31T23:59:58Z"),
                PostfixLine.parse(BOUNCED.replace("Nov 30 00:12:01", "Dec 31 23:59:58"), newYear, ZoneOffset.UTC)
                        .orElseThrow()
                        .at());
        assertEquals(
                Instant.parse("2027-01-01T00:00:09Z"),
                PostfixLine.parse(BOUNCED.replace("Nov 30 00:12:01", "Jan  1 00:00:09"), newYear, ZoneOffset.UTC)
                        .orElseThrow()
                        .at());
        assertEquals(
                Instant.parse("2026-11-29T23:12:01Z"),
                PostfixLine.parse(BOUNCED, Ours.AT, ZoneId.of("Europe/Berlin"))
                        .orElseThrow()
                        .at());
    }

    @Test
    void otherProgramsAndOtherLinesArePassedOver() {
        for (String other : List.of(
                "Nov 30 00:12:01 mx1 postfix/smtpd[9]: connect from unknown[192.0.2.9]",
                "Nov 30 00:12:01 mx1 postfix/cleanup[9]: 4bKq3T2Xz9z1: message-id=<x@y.example>",
                "Nov 30 00:12:01 mx1 postfix/smtp[9]: connect to mx.example[192.0.2.1]:25: Connection refused",
                "Nov 30 00:12:01 mx1 sshd[9]: 4bKq3T2Xz9z1: to=<a@b.example>, status=sent (x)")) {
            assertEquals(Optional.empty(), PostfixLine.parse(other, Ours.AT, ZoneOffset.UTC), other);
        }
    }

    @Test
    void whatIsNoLineOfALogIsRefused() {
        for (String wrong :
                List.of("", "x", "{\"a\": 1}", "Nov 31", "2026-11-30", "Nov 30 00:12:01 mx1", "<22>1 a b c")) {
            assertThrows(UnreadableException.class, () -> PostfixLine.parse(wrong, Ours.AT, ZoneOffset.UTC), wrong);
        }
    }

    @Test
    void otherPeoplesMailIsForeignAndOursOfLongAgoIsNotBelieved() {
        assertEquals(Reading.FOREIGN, reader.read("somebody@else.example", Ours.AT, answer(BOUNCED)));
        assertEquals(
                Reading.refused(Why.EXPIRED_TOKEN),
                reader.read(Ours.SENDER, Ours.AT.plus(Duration.ofDays(60)), answer(BOUNCED)));
    }
}
