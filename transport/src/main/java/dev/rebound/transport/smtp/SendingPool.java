package dev.rebound.transport.smtp;

import dev.rebound.engine.delivery.MessageContent;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * IP addresses that some of our mail leaves from, so that its reputation is its own. Its addresses take
 * turns. Thread-safe.
 */
public final class SendingPool {

    /** Leaves the choice to the operating system. */
    public static final SendingPool SYSTEM = new SendingPool("system", List.of());

    private final String name;
    private final List<Source> sources;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Makes a pool.
     *
     * @param sources an empty list leaves the choice to the operating system
     */
    public SendingPool(String name, List<Source> sources) {
        this.name = name;
        this.sources = List.copyOf(sources);
    }

    /**
     * One of our addresses.
     *
     * @param heloName how we introduce ourselves from it; its PTR record should say the same
     */
    public record Source(InetAddress address, String heloName) {
        public Source {
            SmtpClientSettings.checkName(heloName);
        }

        private boolean reaches(InetAddress target) {
            return address instanceof Inet4Address == target instanceof Inet4Address;
        }
    }

    public String name() {
        return name;
    }

    /** What comes out of choosing an address to connect from. */
    sealed interface Choice {
        record Any() implements Choice {}

        record From(Source source) implements Choice {}

        /** None of ours speaks the target's version of IP. */
        record Nothing() implements Choice {}
    }

    Choice towards(InetAddress target) {
        if (sources.isEmpty()) {
            return new Choice.Any();
        }
        List<Source> fitting =
                sources.stream().filter(source -> source.reaches(target)).toList();
        return fitting.isEmpty()
                ? new Choice.Nothing()
                : new Choice.From(fitting.get(Math.floorMod(turn.getAndIncrement(), fitting.size())));
    }

    /** Chooses the pool a message leaves from. */
    @FunctionalInterface
    public interface Chooser {

        /** The pool for a message with this content. */
        SendingPool poolFor(MessageContent content);

        /** Every message the same way. */
        static Chooser always(SendingPool pool) {
            return content -> pool;
        }
    }
}
