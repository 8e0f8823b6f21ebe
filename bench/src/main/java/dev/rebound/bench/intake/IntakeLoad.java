package dev.rebound.bench.intake;

import dev.rebound.bench.load.Contender;
import dev.rebound.bench.load.CpuClock;
import dev.rebound.bench.load.Rate;
import dev.rebound.bench.load.Rounds;
import dev.rebound.bench.load.Turn;
import dev.rebound.bench.peer.Postfix;
import dev.rebound.engine.ledger.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Reports of 4 KB over SMTP, in turns to Rebound, which reads, judges and records them, and to Postfix, which puts them
 * into its queue: both answer 250 once the report is synced to disk. The same sender in this process, with as many
 * connections, sends to both; each connection waits for the answer.
 */
public final class IntakeLoad {

    private final Plan plan;

    /**
     * How much comes in.
     *
     * @param folder an empty folder on the disk to be measured; Postfix's own user must be able to reach it
     * @param connections at a time, at most 90: one account's share of intake is 100 reports under way
     * @param reports to each in a round
     * @param rounds counted ones
     */
    public record Plan(Path folder, int connections, int reports, int rounds) {

        /** Just under an account's share. */
        public static final int CONNECTIONS_MAX = 90;

        public Plan {
            if (connections < 1 || connections > CONNECTIONS_MAX || reports < connections || rounds < 1) {
                throw new IllegalArgumentException(
                        "1 to " + CONNECTIONS_MAX + " connections, at least as many reports, at least one round");
            }
        }
    }

    /**
     * What came of it.
     *
     * @param withoutPeer why Postfix took no part, if it did not
     * @param quarantined reports that Rebound did not take for what they are; none is right
     * @param verification of the ledger after the last round
     */
    public record Outcome(
            List<Rate> rates, Optional<String> withoutPeer, long quarantined, Verification verification) {}

    public IntakeLoad(Plan plan) {
        this.plan = plan;
    }

    /** Runs all of it; {@code progress} is told of every round that is done. */
    public Outcome run(IntConsumer progress) throws Exception {
        Optional<String> missing = Postfix.missing();
        try (ReportDesk desk = new ReportDesk(plan.folder().resolve("rebound"), plan.reports(), plan.connections())) {
            Rebound rebound = new Rebound(desk);
            List<Rate> rates = missing.isPresent()
                    ? new Rounds(List.of(rebound), rebound).play(plan.rounds(), progress)
                    : besidePostfix(rebound, progress);
            return new Outcome(rates, missing, desk.quarantined(), desk.verify());
        }
    }

    private List<Rate> besidePostfix(Rebound rebound, IntConsumer progress) throws Exception {
        try (PostfixQueue queue = PostfixQueue.start(plan.folder(), plan.connections())) {
            Holding postfix = new Holding(queue);
            return new Rounds(List.of(postfix, rebound), postfix).play(plan.rounds(), progress);
        }
    }

    /** A report on its way. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Outgoing(String recipient, byte[] content) {}

    private Turn send(int port, List<Outgoing> all) throws Exception {
        return Turn.of(all.size(), CpuClock.ofProcess(), () -> {
            AtomicInteger next = new AtomicInteger();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Boolean>> connections = new ArrayList<>();
                for (int i = 0; i < plan.connections(); i++) {
                    connections.add(threads.submit(() -> connection(port, all, next)));
                }
                for (Future<Boolean> connection : connections) {
                    await(connection);
                }
            }
        });
    }

    private static boolean connection(int port, List<Outgoing> all, AtomicInteger next) throws IOException {
        try (SmtpSender sender = new SmtpSender(port)) {
            for (int i = next.getAndIncrement(); i < all.size(); i = next.getAndIncrement()) {
                sender.send(all.get(i).recipient(), all.get(i).content());
            }
        }
        return true;
    }

    private static void await(Future<Boolean> connection) throws InterruptedException {
        try {
            connection.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection failed", e.getCause());
        }
    }

    /** Ours. */
    private final class Rebound implements Contender {
        private final ReportDesk desk;

        Rebound(ReportDesk desk) {
            this.desk = desk;
        }

        @Override
        public String shown() {
            return "rebound";
        }

        @Override
        public Turn takeTurn() throws Exception {
            long first = desk.nextEmail();
            List<Outgoing> all = new ArrayList<>();
            for (int i = 0; i < plan.reports(); i++) {
                String failed = ReportDesk.recipient(i);
                all.add(new Outgoing(desk.returnPath(first + i), ReportMail.about(failed, first + i)));
            }
            return send(desk.port(), all);
        }
    }

    /** The peer. */
    private final class Holding implements Contender {
        private final PostfixQueue queue;
        private long next = 1;

        Holding(PostfixQueue queue) {
            this.queue = queue;
        }

        @Override
        public String shown() {
            return "postfix";
        }

        @Override
        public Turn takeTurn() throws Exception {
            List<Outgoing> all = new ArrayList<>();
            for (int i = 0; i < plan.reports(); i++) {
                String failed = ReportDesk.recipient(i);
                all.add(new Outgoing("b+" + next + "@" + ReportDesk.BOUNCE_DOMAIN, ReportMail.about(failed, next)));
                next++;
            }
            return send(queue.port(), all);
        }
    }
}
