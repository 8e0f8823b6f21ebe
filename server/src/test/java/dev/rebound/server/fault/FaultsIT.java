package dev.rebound.server.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an installation stands on fails for a while, in the middle of work, and comes back: nothing is lost, nothing is
 * doubled, nobody has to help.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class FaultsIT {

    private static final int EMAILS = 5;
    private static final int DISK_MEGABYTES = 48;
    /** Some messages have been delivered by then, and most have not. */
    private static final int UNDER_WAY = 15;

    private static final long FAULT_MILLIS = 2_000;

    @TempDir
    private Path folder;

    private interface Fault {
        void happen() throws IOException, InterruptedException;
    }

    /**
     * Nothing can be stored while the fault lasts: whoever orders is told so, and whoever brings mail is asked to come
     * again later. Afterwards the same process goes on by itself.
     */
    private static void refusesWhile(Scene scene, KilledProcess process, Fault begin, Fault end)
            throws IOException, InterruptedException {
        process.awaitReady();
        assertTrue(scene.orders().placeNext(process));
        scene.await("work under way", process, () -> scene.delivered() >= UNDER_WAY);
        PostmasterMail mail = new PostmasterMail(scene.intakePort());
        assertEquals(PostmasterMail.TAKEN, mail.send());

        begin.happen();
        refuses(scene, process, mail);
        TimeUnit.MILLISECONDS.sleep(FAULT_MILLIS);
        refuses(scene, process, mail);
        end.happen();

        while (!mail.send().equals(PostmasterMail.TAKEN)) {
            assertTrue(process.isAlive());
            TimeUnit.MILLISECONDS.sleep(FAULT_MILLIS / 10);
        }
        orderTheRest(scene, process);
        assertEquals(Set.of(), mail.missing(scene.data()));
    }

    private static void refuses(Scene scene, KilledProcess process, PostmasterMail mail)
            throws IOException, InterruptedException {
        assertFalse(scene.orders().placeNext(process), "an order was acknowledged that could not be stored");
        assertEquals(PostmasterMail.TRY_LATER, mail.send(), "mail was not put off that could not be stored");
    }

    private static void orderTheRest(Scene scene, KilledProcess process) throws IOException, InterruptedException {
        while (!scene.orders().done()) {
            boolean accepted = scene.orders().placeNext(process);
            TimeUnit.MILLISECONDS.sleep(accepted ? 1 : 200);
        }
        scene.awaitQuiet(process);
        process.stop();
        assertEquals(List.of(), scene.differences());
        assertEquals(List.of(), scene.audit().problems());
    }

    @Test
    void aFullDisk() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
                Scene scene = Scene.open(folder.resolve("scene"), disk.place().resolve("data"), EMAILS);
                KilledProcess process = scene.start(FastStart.none())) {
            refusesWhile(scene, process, disk::fill, disk::makeRoom);
        }
    }

    @Test
    void aSyncThatFails() throws Exception {
        FailingSync sync = FailingSync.in(folder);
        try (Scene scene = Scene.open(folder.resolve("scene"), EMAILS);
                KilledProcess process = scene.start(FastStart.none(), sync.environment())) {
            refusesWhile(scene, process, sync::fail, sync::mend);
        }
    }

    @Test
    void aDatabaseFileThatIsGone() throws Exception {
        try (Scene scene = Scene.open(folder, EMAILS);
                KilledProcess process = scene.start(FastStart.none())) {
            Path file = scene.data().resolve("rebound.db");
            Path elsewhere = scene.data().resolve("elsewhere.db");
            refusesWhile(scene, process, () -> Files.move(file, elsewhere), () -> Files.move(elsewhere, file));
        }
    }

    @Test
    void aDeadNameServer() throws Exception {
        try (Scene scene = Scene.open(folder, EMAILS);
                MutedNames names = new MutedNames(scene.sink().dnsAddress())) {
            scene.resolveAt(names.port());
            names.mute(true);
            try (KilledProcess process = scene.start(FastStart.none())) {
                process.awaitReady();
                assertTrue(scene.orders().placeNext(process));
                scene.await("questions to a dead name server", process, () -> names.unheard() > Sink.DOMAINS);
                assertEquals(0, scene.delivered());
                names.mute(false);
                orderTheRest(scene, process);
            }
        }
    }

    @Test
    void aProcessThatStandsStillInTheMiddleOfEverything() throws Exception {
        try (Scene scene = Scene.open(folder, EMAILS);
                KilledProcess process = scene.start(FastStart.none())) {
            process.awaitReady();
            assertTrue(scene.orders().placeNext(process));
            scene.await("work under way", process, () -> scene.delivered() >= UNDER_WAY);
            signal("-STOP", process);
            TimeUnit.MILLISECONDS.sleep(FAULT_MILLIS);
            signal("-CONT", process);
            orderTheRest(scene, process);
        }
    }

    /**
     * The wall clock of a whole installation is set while it works, and everybody else's is not. What becomes due by that
     * is done; what was to come within minutes does not wait for a day.
     */
    @ParameterizedTest
    @ValueSource(strings = {"PT24H", "PT-24H"})
    void aWallClockThatIsSetByADay(Duration by) throws Exception {
        try (Scene scene = Scene.open(folder, EMAILS);
                KilledProcess process = scene.start(FastStart.none())) {
            process.awaitReady();
            assertTrue(scene.orders().placeNext(process));
            scene.await("work under way", process, () -> scene.delivered() >= UNDER_WAY);
            process.setClock(by);
            orderTheRest(scene, process);
        }
    }

    private static void signal(String signal, KilledProcess process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
        assertEquals(0, kill.waitFor());
    }

    @Test
    void aSecondProcessOnTheSameFolder() throws Exception {
        try (Scene scene = Scene.open(folder, EMAILS);
                KilledProcess first = scene.start(FastStart.none())) {
            first.awaitReady();
            try (KilledProcess second = scene.start(FastStart.none(), Map.of())) {
                AssertionError refused = assertThrows(AssertionError.class, second::awaitReady);
                assertTrue(String.valueOf(refused.getMessage()).contains("is in use by another Rebound"));
            }
            orderTheRest(scene, first);
        }
    }
}
