package dev.rebound.server.fault;

import dev.rebound.core.ledger.MessageId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One installation that is killed again and again while it sends and takes returned mail.
 *
 * <p>Most lives end at random once work is under way, some at any time after the start, some while the remains of
 * the one before are still being put in order. A last life is left alone until nothing is in flight. Then the books of all
 * sides must agree.
 *
 * <p>Other ways in, such as SMTP submission, belong beside {@link Orders}: something that places an order and
 * remembers the acknowledgement.
 */
final class KillRun {

    private static final int VERIFY_EVERY = 25;
    /** Orders are placed at random, at most so far apart. */
    private static final int ORDER_EVERY_MILLIS = 100;
    /** With more messages than this in flight, no further order is placed. */
    private static final int IN_FLIGHT_MAX = 600;

    private static final int LIFE_MILLIS_MAX = 400;
    /** So long at most a life waits for its first delivery. */
    private static final int FIRST_DELIVERY_MILLIS_MAX = 20_000;
    /** One life in so many does not even get ready; as many end at any time after. */
    private static final int ONE_IN = 10;

    private final Scene scene;
    private final int kills;
    private final Random random;
    private final List<String> javaOptions;
    private int killed;
    private int atWork;
    private int handingOver;
    private long recovered;
    private long startMillis;
    private int starts;
    /** Messages whose handing over was cut off, and when. */
    private final Map<MessageId, Instant> cutOff = new TreeMap<>();

    private KillRun(Scene scene, int kills, long seed, List<String> javaOptions) {
        this.scene = scene;
        this.kills = kills;
        this.random = new Random(seed);
        this.javaOptions = javaOptions;
    }

    /**
     * What a run has shown.
     *
     * @param kills in all
     * @param atWork kills that hit messages in hand
     * @param handingOver kills that hit a message between its end of data and the commit of its outcome
     * @param recovered messages that the journal knew to be taken and the ledger may not have
     * @param caught messages that a server had taken and the journal did not know: the window
     * @param startMillis from the start of a process until it was ready, on average
     * @param books of all sides
     */
    record Report(
            int kills, int atWork, int handingOver, long recovered, long caught, long startMillis, Books.Audit books) {

        @Override
        public String toString() {
            return """
                    %,d kills: %,d with messages in hand, %,d with a message being handed over
                    %,d messages: %,d acknowledged orders of %d recipients, %,d deliveries, %,d acknowledged reports
                    %,d outcomes were recovered from the journal, %,d messages were caught in the window
                    %,d messages came twice, %,d of them because their server hung up without an answer
                    a start took %,d ms on average
                    """.formatted(
                            kills,
                            atWork,
                            handingOver,
                            books.messages(),
                            books.orders(),
                            Orders.RECIPIENTS,
                            books.deliveries(),
                            books.reports(),
                            recovered,
                            caught,
                            books.twice(),
                            books.twiceBySpeechless(),
                            startMillis);
        }
    }

    /** Kills that often, and looks at what is left. */
    static Report run(Path folder, int kills, long seed, List<String> javaOptions)
            throws IOException, InterruptedException {
        try (Scene scene = Scene.open(folder, 2 * kills + 1)) {
            return new KillRun(scene, kills, seed, javaOptions).run();
        }
    }

    private Report run() throws IOException, InterruptedException {
        while (killed < kills) {
            live();
            if (killed % VERIFY_EVERY == 0) {
                requireAgreement();
            }
        }
        try (KilledProcess process = scene.start(javaOptions)) {
            process.awaitReady();
            scene.orders().placeNext(process);
            scene.awaitQuiet(process);
            process.stop();
        }
        requireAgreement();
        Books.Audit audit = scene.audit();
        return new Report(
                killed, atWork, handingOver, recovered, audit.caught(cutOff), startMillis / Math.max(1, starts), audit);
    }

    private void live() throws IOException, InterruptedException {
        try (KilledProcess process = scene.start(javaOptions)) {
            if (starts > 0 && random.nextInt(ONE_IN) == 0) {
                TimeUnit.MILLISECONDS.sleep(random.nextLong(1, 2 + startMillis / starts));
            } else {
                long began = System.nanoTime();
                process.awaitReady();
                startMillis += TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                starts++;
                Thread killer = killLater(process, random.nextInt(LIFE_MILLIS_MAX), random.nextInt(ONE_IN) == 0);
                work(process);
                killer.join();
            }
            process.kill();
        }
        killed++;
        look();
    }

    private Thread killLater(KilledProcess process, int millis, boolean atAnyTime) {
        long before = scene.delivered();
        return Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; !atAnyTime && scene.delivered() == before && i < FIRST_DELIVERY_MILLIS_MAX; i++) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                TimeUnit.MILLISECONDS.sleep(millis);
                process.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Places orders until the process is killed. */
    private void work(KilledProcess process) throws InterruptedException {
        boolean roomy = Remains.inFlight(scene.data()) < IN_FLIGHT_MAX;
        while (process.isAlive()) {
            if (roomy) {
                scene.orders().placeNext(process);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextLong(ORDER_EVERY_MILLIS));
        }
    }

    private void look() throws IOException {
        Remains remains = Remains.in(scene.data());
        atWork += remains.inHand() > 0 ? 1 : 0;
        handingOver += remains.taken().isEmpty() && remains.unknown().isEmpty() ? 0 : 1;
        recovered += remains.taken().size();
        remains.unknown().forEach(message -> cutOff.put(message, scene.clock().instant()));
    }

    private void requireAgreement() {
        List<String> differences = scene.differences();
        if (!differences.isEmpty()) {
            throw new AssertionError("after " + killed + " kills: " + differences);
        }
    }
}
