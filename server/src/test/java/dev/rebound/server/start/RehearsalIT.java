package dev.rebound.server.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.email.EmailFigures;
import dev.rebound.server.Ports;
import dev.rebound.server.boot.Installation;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.start.RehearsalDesk.Made;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real installation sends to invented people; their servers on this machine take, refuse and send back. */
@Tag("slow")
class RehearsalIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void withNothingConfiguredAnEmailReachesInventedPeople(@TempDir Path folder) {
        Configuration configuration = Configuration.read(
                Optional.empty(),
                Map.of(
                        "REBOUND_DATA_FOLDER", folder.toString(),
                        "REBOUND_HTTP_PORT", "0",
                        "REBOUND_INTAKE_PORT", "0"));
        try (Installation installation = Installation.open(configuration)) {
            Ports ports = installation.start(configuration.delivery()).ports();
            assertTrue(ports.outgoing().rehearsable());
            RehearsalDesk desk = new RehearsalDesk(new RehearsalDesk.Parts(
                    ports.accounts(),
                    ports.contacts(),
                    ports.outgoing().sending(),
                    ports.audit(),
                    ports.clock(),
                    true));
            Made made = desk.make(new Wording(Language.ENGLISH, ZoneOffset.UTC), "olga");
            assertEquals(
                    List.of(), ports.outgoing().sending().send(made.account().id(), made.email(), "olga"));

            Instant end = Instant.now().plus(PATIENCE);
            EmailFigures figures = figures(ports, made);
            // Reports come back some seconds after the message was taken; until then it counts as delivered.
            while (figures.delivered() < 200
                    || figures.hard() < 20
                    || ports.quarantine().count() > 0) {
                EmailFigures seen = figures;
                assertTrue(Instant.now().isBefore(end), () -> "not within " + PATIENCE + ": " + seen);
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                figures = figures(ports, made);
            }
            assertEquals(400, figures.selected());
        }
    }

    private static EmailFigures figures(Ports ports, Made made) {
        return ports.emails().totals(made.account().id(), made.email());
    }
}
