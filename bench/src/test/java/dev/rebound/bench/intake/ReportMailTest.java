package dev.rebound.bench.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.Report;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportMailTest {

    @Test
    void aReportIsABounceOfItsRecipientInFourKilobytes() {
        byte[] content = ReportMail.about("person7@d7.example.org", 123_456_789);

        ReadMessage read = new MessageReader().read(content);

        assertInstanceOf(Report.Bounce.class, read.report());
        assertEquals(
                Optional.of("person7@d7.example.org"),
                read.report().recipients().getFirst().address());
        assertTrue(Math.abs(content.length - ReportMail.OCTETS) < 150, () -> content.length + " octets");
    }
}
