package dev.rebound.transport.smtp;

import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.warmup.WarmUp;
import dev.rebound.engine.warmup.WarmUp.Answer;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

        /**
         * From this one.
         *
         * @param allowance what it takes of the address's warm-up, if it is being warmed up
         */
        record From(Source source, Optional<Answer.Granted> allowance) implements Choice {}

        /** Those that do have sent as much as their warm-up allows. */
        record Withheld(Instant until) implements Choice {}

        /** None of ours speaks the target's version of IP. */
        record Nothing() implements Choice {}
    }

    /**
     * Chooses an address to connect from.
     *
     * @param destination the name of the group of servers that the target is one of
     */
    Choice towards(InetAddress target, String destination, WarmUp warmUp) {
        if (sources.isEmpty()) {
            return new Choice.Any();
        }
        List<Source> fitting =
                sources.stream().filter(source -> source.reaches(target)).toList();
        if (fitting.isEmpty()) {
            return new Choice.Nothing();
        }
        int first = Math.floorMod(turn.getAndIncrement(), fitting.size());
        int asked = warmUp.spills() ? fitting.size() : 1;
        Instant until = Instant.MAX;
        for (int i = 0; i < asked; i++) {
            Source source = fitting.get((first + i) % fitting.size());
            switch (warmUp.ask(source.address().getHostAddress(), destination)) {
                case Answer.Free() -> {
                    return new Choice.From(source, Optional.empty());
                }
                case Answer.Granted granted -> {
                    return new Choice.From(source, Optional.of(granted));
                }
                case Answer.UsedUp(Instant end) -> until = end.isBefore(until) ? end : until;
            }
        }
        return new Choice.Withheld(until);
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
