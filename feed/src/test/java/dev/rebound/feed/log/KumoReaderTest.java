package dev.rebound.feed.log;

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
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Log records of KumoMTA. */
final class KumoReaderTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Instant AT = Instant.ofEpochSecond(1_772_452_800);
    private static final Installation SECOND = new Installation(2, 1_000);
    private static final String SENDER =
            new ReturnPathSigner(List.of(KEY)).sign(new AccountId(5), new MessageId(77), AT.plus(Duration.ofDays(3)))
                    + "@bounce.example";

    private final KumoReader reader = new KumoReader(
            new Tokens().and(SECOND, List.of(KEY)),
            said -> new Verdict(
                    Reason.UNKNOWN_USER.finalType(),
                    Reason.UNKNOWN_USER,
                    Fault.RECIPIENT,
                    Confidence.HIGH,
                    new RuleId("by-code"),
                    said.text(),
                    List.of(),
                    Optional.empty()));

    @Test
    void aBounceIsAFailureOfTheMessageThatTheSenderNames() {
        Seen seen = reader.read(record("Bounce", SENDER, 550)).seen().getFirst();

        Observation.PermanentFailure failure = assertInstanceOf(Observation.PermanentFailure.class, seen.observation());
        assertEquals("pat@example.org", seen.address().value());
        assertEquals(SECOND.shared(new MessageId(77)), failure.message());
        assertEquals(Optional.of(new AccountId(1_005)), seen.account());
        assertEquals(AT, failure.at());
        assertEquals("550 5.1.1 no such user", failure.verdict().rulesVersion());
    }

    @Test
    void deliveriesAndTransientFailuresAreWhatTheirCodesSay() {
        assertInstanceOf(
                Observation.Taken.class,
                reader.read(record("Delivery", SENDER, 250)).seen().getFirst().observation());
        assertInstanceOf(
                Observation.TemporaryFailure.class,
                reader.read(record("TransientFailure", SENDER, 451))
                        .seen()
                        .getFirst()
                        .observation());
    }

    @Test
    void theSameRecordTwiceIsOnePieceOfEvidence() {
        assertEquals(reader.read(record("Bounce", SENDER, 550)), reader.read(record("Bounce", SENDER, 550)));
    }

    @Test
    void whatIsNoAnswerIsPassedOver() {
        assertEquals(Reading.NOTHING, reader.read(record("Reception", SENDER, 250)));
    }

    @Test
    void recordsOfOtherMailArePassedOverAndCounted() {
        assertEquals(Reading.FOREIGN, reader.read(record("Bounce", "somebody@else.example", 550)));
    }

    @Test
    void whatIsNoRecordIsRefused() {
        List<byte[]> wrong = List.of(
                record("Bounce", SENDER, 0),
                "[]".getBytes(StandardCharsets.UTF_8),
                "{".getBytes(StandardCharsets.UTF_8),
                new byte[0]);

        wrong.forEach(line -> assertThrows(UnreadableException.class, () -> reader.read(line)));
    }

    private static byte[] record(String type, String sender, int code) {
        return """
                {"type": "%s", "id": "1d98", "sender": "%s", "recipient": "Pat@Example.org", "queue": "q",
                "response": {"code": %d, "enhanced_code": {"class": 5, "subject": 1, "detail": 1},
                "content": "no such user", "command": "RCPT TO"}, "peer_address": {"name": "MX.example.org."},
                "timestamp": %d}""".formatted(type, sender, code, AT.getEpochSecond()).getBytes(StandardCharsets.UTF_8);
    }
}
