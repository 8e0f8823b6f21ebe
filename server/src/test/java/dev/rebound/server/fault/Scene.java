package dev.rebound.server.fault;

import dev.rebound.store.LedgerInspection;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.transport.sandbox.SandboxInternet;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What is around an installation and goes on when that is killed: {@link Orders} has emails sent and remembers what
 * was acknowledged; the {@linkplain Sink sink} writes down every delivery before it says 250, sends its reports and
 * writes down which were acknowledged. In the end the {@link Books} of all sides are compared.
 */
final class Scene implements AutoCloseable {

    private static final int SPEED = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final int PORT_LEAST = 20_000;
    private static final int PORT_END = 32_000;

    private final Path folder;
    private final Path data;
    private final FastClock clock = new FastClock(Instant.now(), SPEED);
    private final int intakePort;
    private final Orders orders;
    private final SandboxInternet sink;
    private int dnsPort;

    private Scene(Path folder, Path data, int emails) throws IOException {
        this.folder = folder;
        this.data = data;
        Files.createDirectories(folder);
        try (Store store = Store.open(data, StoreSettings.standard())) {
            this.orders = Orders.write(store, emails);
        }
        this.intakePort = freePort();
        this.sink = Sink.start(folder.resolve("sink"), intakePort, clock);
        this.dnsPort = sink.dnsAddress().getPort();
    }

    /** With so many emails to be ordered, and the data folder inside. */
    static Scene open(Path folder, int emails) throws IOException {
        return new Scene(folder, folder.resolve("data"), emails);
    }

    /** The same with a data folder elsewhere. */
    static Scene open(Path folder, Path data, int emails) throws IOException {
        return new Scene(folder, data, emails);
    }

    /**
     * Below those that Linux gives to whoever does not care (32768 and up), so that nobody beside takes it while an
     * installation that was killed is being started again.
     */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(PORT_LEAST, PORT_END);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            }
        }
    }

    Path data() {
        return data;
    }

    Path log() {
        return folder.resolve("rebound.log");
    }

    int intakePort() {
        return intakePort;
    }

    FastClock clock() {
        return clock;
    }

    Orders orders() {
        return orders;
    }

    SandboxInternet sink() {
        return sink;
    }

    /** Has the next processes ask another name server. */
    void resolveAt(int port) {
        dnsPort = port;
    }

    KilledProcess start(List<String> javaOptions) throws IOException {
        return start(javaOptions, Map.of());
    }

    /** Starts a process of the installation and returns at once. */
    KilledProcess start(List<String> javaOptions, Map<String, String> environment) throws IOException {
        KilledRebound.Place place =
                new KilledRebound.Place(data, orders.account(), dnsPort, sink.smtpPort(), intakePort, clock);
        return KilledProcess.start(place, javaOptions, environment, log());
    }

    long delivered() {
        return sink.deliveries().delivered();
    }

    /** Waits until nothing is in flight and no report is owed. */
    void awaitQuiet(KilledProcess process) throws InterruptedException {
        await(
                "nothing in flight",
                process,
                () -> Remains.beingAccepted(data) == 0
                        && Remains.inFlight(data) == 0
                        && sink.deliveries().noticesOwed() == 0);
    }

    /** Waits while the process lives. */
    void await(String what, KilledProcess process, BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError("not reached: " + what + "; in flight " + Remains.inFlight(data)
                        + ", reports owed " + sink.deliveries().noticesOwed() + ", see " + log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** What {@code rebound verify} has to say. */
    List<String> differences() {
        return LedgerInspection.verify(data).differences();
    }

    Books.Audit audit() {
        return Books.of(data, folder.resolve("sink")).audit(orders);
    }

    @Override
    public void close() {
        sink.close();
    }
}
