package dev.rebound.store;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many events a second are recorded through the group commit, each caller waiting for the commit of one
 * before it brings the next: a message accepted, then delivered. A rough figure, run by hand:
 *
 * <pre>java --enable-native-access=ALL-UNNAMED -cp ... dev.rebound.store.RecordingSpeed FOLDER CALLERS SECONDS</pre>
 */
final class RecordingSpeed {

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private RecordingSpeed() {}

    /**
     * Measures once and prints.
     *
     * @param args an empty data folder, how many callers, how many seconds to measure
     */
    public static void main(String[] args) throws InterruptedException {
        int callers = Integer.parseInt(args[1]);
        Duration measured = Duration.ofSeconds(Long.parseLong(args[2]));
        try (Ports ports = SqlitePorts.in(Path.of(args[0]))) {
            run(ports, callers, WARM_UP, 1);
            long cpuBefore = writerNanos();
            long events = run(ports, callers, measured, 1_000_000_000L);
            long micros = (writerNanos() - cpuBefore) / events / 1_000;
            System.out.printf(
                    "%d callers: %,d events/s, writer %d us of a core an event%n",
                    callers, events / measured.toSeconds(), micros);
            System.out.println(ports.ledger().verify());
        }
    }

    /** What the writer's thread has used so far: comparable even on a busy machine. */
    private static long writerNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().equals("store-writer"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    private static long run(Ports ports, int callers, Duration time, long firstMessage) throws InterruptedException {
        World world = new World(ports);
        AccountId account = world.account();
        AtomicLong next = new AtomicLong(firstMessage);
        AtomicLong events = new AtomicLong();
        long end = System.nanoTime() + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() - end < 0) {
                    events.addAndGet(deliver(ports, world, account, next.getAndIncrement()));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return events.get();
    }

    private static int deliver(Ports ports, World world, AccountId account, long number) {
        MessageId message = new MessageId(number);
        AddressKey address = World.key("person" + number + "@d" + number % 1_000 + ".example.org");
        Evidence evidence = world.evidenceFor(number, "250 2.0.0 Ok: queued as 4cX1Bd0hZ9z3");
        int accepted = ports.ledger()
                .record(address, new Observation.Accepted(account, message, World.NOON), Optional.empty())
                .join()
                .size();
        int taken = ports.ledger()
                .record(address, new Observation.Taken(message, World.NOON, evidence.id()), Optional.of(evidence))
                .join()
                .size();
        return accepted + taken;
    }
}
