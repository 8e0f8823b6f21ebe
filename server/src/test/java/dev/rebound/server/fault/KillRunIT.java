package dev.rebound.server.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9}, 200 times. */
@Tag("slow")
class KillRunIT {

    private static final int KILLS = 200;

    @TempDir
    private Path folder;

    @Test
    void whateverIsKilledWheneverNothingIsLostAndNothingDoubled() throws Exception {
        long seed = System.nanoTime();
        List<KillRun.Report> reports = KillRuns.run(folder, KILLS, seed);
        reports.forEach(System.out::print);

        assertEquals(List.of(), KillRuns.problems(reports), () -> "seed " + seed);
        int atWork = reports.stream().mapToInt(KillRun.Report::atWork).sum();
        assertTrue(atWork >= KILLS * 3 / 4, () -> "only " + atWork + " kills hit messages in hand");
    }
}
