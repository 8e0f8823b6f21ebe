package dev.rebound.server.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of what comes in. */
class IntakePageTest {

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // made before every test
    private PagesWorld world;

    @BeforeEach
    void open() {
        world = new PagesWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void quarantined(Instant at) {
        world.ports()
                .quarantine()
                .keep(
                        new ReturnedMail(
                                "",
                                List.of("b+x@bounce.example"),
                                at.toString().getBytes(StandardCharsets.UTF_8),
                                "192.0.2.1",
                                at),
                        QuarantineReason.NO_TOKEN,
                        EvidenceGrade.UNPROVEN)
                .join();
    }

    @Test
    void whatCameInOfLateIsCountedAndWhatCameBeforeIsNot() throws InterruptedException {
        world.contacts(world.own, "kim@dept.example");
        EmailId email = world.send(world.own, "Spring", "Hello");
        world.reported(world.own, email, "kim@dept.example", Reason.UNKNOWN_USER, "550 no such user", "a report");
        quarantined(Instant.now());
        quarantined(Instant.now().minus(IntakeFeature.LATELY).minusSeconds(60));

        try (Browser olga = world.olga()) {
            String page = olga.get("/operator/intake").body();
            assertTrue(page.contains("<span class=\"tile-number\">1</span><span>reports and events read"), page);
            assertTrue(page.contains("<span class=\"tile-number\">1</span><span>put in quarantine"), page);
            assertTrue(page.contains("Came without a signed return path"), page);
        }
    }

    @Test
    void onlyOperatorsSeeIt() {
        try (Browser mara = world.mara()) {
            assertEquals(403, mara.get("/operator/intake").statusCode());
        }
    }
}
