package dev.rebound.feed.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.feed.report.Installation;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.report.ReportRefused.Why;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of a topic in the forms that providers post; the events here are ours. */
final class EventReaderTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Instant AT = Instant.parse("2026-11-30T00:12:01.123456Z");
    private static final String PATH =
            new ReturnPathSigner(List.of(KEY)).sign(new AccountId(5), new MessageId(77), AT.plus(Duration.ofDays(3)));
    private static final String TOKEN = PATH.substring(ReturnPathSigner.PREFIX.length());

    private final EventReader reader = new EventReader(
            new Tokens().and(Installation.ALONE, List.of(KEY)),
            said -> new Verdict(
                    Reason.UNKNOWN_USER.finalType(),
                    Reason.UNKNOWN_USER,
                    Fault.RECIPIENT,
                    Confidence.HIGH,
                    new RuleId("by-code"),
                    said.text(),
                    List.of(),
                    Optional.empty()));

    private Reading read(String record) {
        return reader.read(record.replace("TOKEN", TOKEN).replace("PATH", PATH).getBytes(StandardCharsets.UTF_8), AT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"notificationType":"Bounce","mail":{"source":"PATH@bounce.example"},"bounce":{"feedbackId":"1",
                "bouncedRecipients":[{"emailAddress":"Pat@dept.example","diagnosticCode":"smtp; 550 5.1.1 nobody"}]}}""", """
                {"Type":"Notification","Message":"{\\"eventType\\":\\"Bounce\\",\\"mail\\":{\\"source\\":\\"PATH@bounce.example\\"},\
                \\"bounce\\":{\\"feedbackId\\":\\"1\\",\\"bouncedRecipients\\":[{\\"emailAddress\\":\\"pat@dept.example\\",\
                \\"diagnosticCode\\":\\"smtp; 550 5.1.1 nobody\\"}]}}"}""", """
                [{"event":"bounce","email":"pat@dept.example","sg_event_id":"1","smtp-id":"<TOKEN@bounce.example>",
                "reason":"550 5.1.1 nobody"}]""", """
                {"signature":{},"event-data":{"event":"failed","severity":"permanent","id":"1","recipient":"pat@dept.example",
                "delivery-status":{"code":550,"message":"5.1.1 nobody"},"message":{"headers":{"message-id":"TOKEN@x"}}}}""", """
                {"RecordType":"Bounce","Type":"HardBounce","ID":1,"Email":"pat@dept.example","Metadata":{"rebound":"TOKEN"},
                "Details":"550 5.1.1 nobody"}""", """
                [{"msys":{"message_event":{"type":"bounce","event_id":"1","rcpt_to":"pat@dept.example",
                "rcpt_meta":{"rebound":"TOKEN"},"raw_reason":"550 5.1.1 nobody"}}}]""", """
                {"event":"hard_bounce","ts":1,"msg":{"_id":"1","email":"pat@dept.example","diag":"550 5.1.1 nobody",
                "metadata":{"rebound":"TOKEN"}}}"""})
    void everyProvidersBounceIsAFailureOfTheMessageWhoseTokenItGivesBack(String record) {
        Seen seen = read(record).seen().getFirst();

        Observation.PermanentFailure failure = assertInstanceOf(Observation.PermanentFailure.class, seen.observation());
        assertEquals("pat@dept.example", seen.address().value());
        assertEquals(new MessageId(77), failure.message());
        assertEquals(Optional.of(new AccountId(5)), seen.account());
        assertEquals(Instant.parse("2026-11-30T00:12:01.123Z"), failure.at());
        assertEquals("550 5.1.1 nobody", failure.verdict().rulesVersion());
    }

    @Test
    void ofABatchOursCountsAndTheRestIsPassedOver() {
        Reading read = read("""
                [{"event":"delivered","email":"pat@dept.example","sg_event_id":"1","rebound":"TOKEN"},
                {"event":"bounce","email":"kim@dept.example","sg_event_id":"2","smtp-id":"<somebody@else.example>"},
                {"event":"open","email":"pat@dept.example","sg_event_id":"3","rebound":"TOKEN"}]""");

        assertInstanceOf(Observation.Taken.class, read.seen().getFirst().observation());
        assertEquals(1, read.seen().size());
        assertEquals(1, read.foreign());
    }

    @Test
    void anEventOfOursThatNamesNobodyIsRefused() {
        assertEquals(
                Reading.refused(Why.NO_RECIPIENT),
                read("{\"RecordType\":\"Bounce\",\"ID\":1,\"Metadata\":{\"rebound\":\"TOKEN\"}}"));
    }

    @Test
    void whatIsNoProvidersEventIsRefused() {
        for (String wrong : List.of("", "x", "{}", "[{\"a\":1}]", "17")) {
            assertThrows(UnreadableException.class, () -> read(wrong), wrong);
        }
    }
}
