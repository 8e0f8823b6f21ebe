package dev.rebound.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PairedRunTest {

    private static final Messages TWO = new Messages("a test", List.of(new byte[1], new byte[2]));
    private static final PairedRun.Plan SHORT = new PairedRun.Plan(Duration.ofMillis(50), Duration.ofMillis(50), 3, 2);

    @Test
    void aContenderThatDoesMoreComesOutSlower() throws InterruptedException {
        Map<Contender, Work> contenders = new EnumMap<>(Contender.class);
        contenders.put(Contender.ANGUS, message -> spin(message, 20_000));
        contenders.put(Contender.READ, message -> spin(message, 1_000));
        List<Figures> figures = new PairedRun(TWO, contenders, SHORT).run(round -> {});
        assertEquals(4, figures.size(), "two contenders, with one thread and with two");
        for (Figures figure : figures) {
            assertTrue(figure.perSecond().least() > 0, figure::toString);
            boolean reference = figure.contender() == Contender.ANGUS;
            assertEquals(reference ? 1 : 20, figure.speedUp().median(), reference ? 0 : 15, figure::toString);
        }
    }

    @Test
    void everyTurnIsOverAllMessages() throws InterruptedException {
        Shift shift = Shift.work(message -> message.length, TWO.all(), Duration.ZERO);
        assertEquals(2, shift.messages());
        assertEquals(3, shift.sum());
    }

    @Test
    void withoutTheReferenceThereIsNothingToCompareWith() {
        Map<Contender, Work> alone = Map.of(Contender.READ, message -> 0);
        assertThrows(IllegalArgumentException.class, () -> new PairedRun(TWO, alone, SHORT));
    }

    @Test
    void aSpreadIsLeastMedianAndMost() {
        assertEquals(new Spread(1, 3, 9), Spread.of(List.of(9.0, 1.0, 3.0)));
    }

    @Test
    void theReferenceReadsTheFieldsOfAStandardReport() {
        String same = """
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b

                words
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; ann@example.com
                Action: failed
                Status: 5.1.1

                --b--
                """;
        String other = same.replace("ann@", "bob@");
        Angus angus = new Angus();
        assertEquals(angus.read(bytes(same)), angus.read(bytes(same)));
        assertTrue(angus.read(bytes(same)) != angus.read(bytes(other)), "the recipient was not looked at");
    }

    @Test
    void theSamplesThatComeWithReboundAreThere() {
        assertTrue(Messages.builtIn().all().size() > 20);
        assertTrue(Messages.builtIn().meanBytes() > 200);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int spin(byte[] message, int times) {
        int sum = message.length;
        for (int i = 0; i < times; i++) {
            sum = sum * 31 + i;
        }
        return sum;
    }
}
