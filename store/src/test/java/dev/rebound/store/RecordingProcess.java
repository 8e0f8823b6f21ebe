package dev.rebound.store;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that records as fast as it can and says what was acknowledged, until somebody kills it. One line a
 * message: {@code accepted 17} once its acceptance was acknowledged, {@code bounced 17} once its bounce was.
 */
final class RecordingProcess {

    private static final int CALLERS = 32;

    private final Ports ports;
    private final AccountId account;
    private final AtomicLong next;
    private final PrintStream acknowledged = System.out;

    private RecordingProcess(Ports ports, long firstMessage) {
        this.ports = ports;
        this.account = new World(ports).account();
        this.next = new AtomicLong(firstMessage);
    }

    /**
     * Records until it is killed.
     *
     * @param args the data folder, and the first message number to use
     */
    public static void main(String[] args) throws InterruptedException {
        RecordingProcess process = new RecordingProcess(StorePorts.in(Path.of(args[0])), Long.parseLong(args[1]));
        for (int i = 1; i < CALLERS; i++) {
            Thread.ofVirtual().start(process::recordForEver);
        }
        process.recordForEver();
    }

    /** The address that a message of this number goes to; several share one. */
    static EmailAddress addressOf(long message) {
        return World.address("p" + message % 50 + "@d" + message % 7 + ".example.org");
    }

    private void recordForEver() {
        World world = new World(ports);
        while (true) {
            long number = next.getAndIncrement();
            MessageId message = new MessageId(number);
            record(number, new Observation.Accepted(account, message, World.NOON), Optional.empty());
            acknowledged.println("accepted " + number);
            Evidence evidence = world.evidenceFor(number, "550 5.7.1 no");
            record(
                    number,
                    new Observation.PermanentFailure(
                            message, World.NOON, evidence.id(), World.verdict(Reason.FILTERED)),
                    Optional.of(evidence));
            acknowledged.println("bounced " + number);
        }
    }

    private void record(long number, Observation observation, Optional<Evidence> evidence) {
        ports.ledger().record(addressOf(number).key(), observation, evidence).join();
    }
}
