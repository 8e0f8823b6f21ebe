package dev.rebound.feed.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.ledger.Observation;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.seen.UnreadableException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounting records as PowerMTA 5 writes them. */
final class PowerMtaReaderTest {

    private static final String COLUMNS = "type,timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat";
    private static final String BOUNCE = "b,2026-11-30 00:12:01+0000," + Ours.SENDER + ",Kim@dept.example,failed,"
            + "5.1.1 (bad destination mailbox address),\"smtp;550 5.1.1 no such user \"\"kim\"\", sorry\","
            + "mx.dept.example (192.0.2.1),bad-mailbox";

    private final PowerMtaReader reader = new PowerMtaReader(Ours.TOKENS, Ours.UNKNOWN);

    private Observation observation(String line) {
        return reader.read(line, COLUMNS).seen().getFirst().observation();
    }

    @Test
    void aBounceIsAFailureOfTheMessageThatTheSenderNames() {
        Reading read = reader.read(BOUNCE, COLUMNS);

        assertEquals("kim@dept.example", read.seen().getFirst().address().value());
        Observation.PermanentFailure failure = assertInstanceOf(
                Observation.PermanentFailure.class, read.seen().getFirst().observation());
        assertEquals(77, failure.message().value());
        assertEquals(Ours.AT, failure.at());
        assertEquals("550 5.1.1 no such user \"kim\", sorry", failure.verdict().rulesVersion());
    }

    @Test
    void deliveriesAreTakenAndTransientFailuresTriedAgain() {
        assertInstanceOf(
                Observation.Taken.class,
                observation("d,1796000000," + Ours.SENDER + ",kim@dept.example,relayed,2.0.0 (success),smtp;250 ok,,"));
        assertInstanceOf(
                Observation.TemporaryFailure.class,
                observation("t,2026-11-30T00:12:01Z," + Ours.SENDER
                        + ",kim@dept.example,delayed,4.2.2 (mailbox full),smtp;452 4.2.2 full,,"));
    }

    @Test
    void aRemoteBounceIsOneToo() {
        assertInstanceOf(Observation.PermanentFailure.class, observation("r" + BOUNCE));
    }

    @Test
    void whatPowerMtaGaveUpIsASoftBounceWhereItsWordsArePending() {
        Observation bounce = new PowerMtaReader(Ours.TOKENS, Ours.PENDING)
                .read(BOUNCE, COLUMNS)
                .seen()
                .getFirst()
                .observation();

        assertEquals(
                BounceType.SOFT,
                assertInstanceOf(Observation.PermanentFailure.class, bounce)
                        .verdict()
                        .type());
    }

    @Test
    void aRecordMayNameItsColumnsItself() {
        assertEquals(
                reader.read(BOUNCE, COLUMNS), reader.read(COLUMNS + "\r\n" + BOUNCE + "\r\n", "type,rcpt,something"));
    }

    @Test
    void whatIsOfNoMessageIsPassedOver() {
        for (String type : List.of("r", "rs", "tq", "f")) {
            assertEquals(Reading.NOTHING, reader.read(type + BOUNCE.substring(1), COLUMNS), type);
        }
        assertEquals(Reading.NOTHING, reader.read(COLUMNS, ""));
    }

    @Test
    void recordsOfOtherMailArePassedOverAndCounted() {
        assertEquals(Reading.FOREIGN, reader.read(BOUNCE.replace(Ours.SENDER, "x@else.example"), COLUMNS));
    }

    @Test
    void aRecordWhoseColumnsNobodyNamedIsRefused() {
        assertThrows(UnreadableException.class, () -> reader.read(BOUNCE, ""));
        assertThrows(UnreadableException.class, () -> reader.read(BOUNCE + ",more", COLUMNS));
        assertThrows(UnreadableException.class, () -> reader.read(BOUNCE.replace("2026-", "in "), COLUMNS));
    }
}
