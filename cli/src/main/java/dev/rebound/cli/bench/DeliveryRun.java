package dev.rebound.cli.bench;

import dev.rebound.bench.load.LoadFolder;
import dev.rebound.bench.peer.PeerFolder;
import dev.rebound.bench.peer.PostfixRelay;
import dev.rebound.bench.peer.SmtpSink;
import dev.rebound.bench.peer.SmtpSource;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds in which everybody delivers the same number of messages to the same sink, one after the other. What is
 * measured lasts until the last message is where it belongs and everything is on disk.
 */
final class DeliveryRun {

    /** Sessions of {@code smtp-source}, to Postfix and to the sink. */
    private static final int SESSIONS = 32;

    private final Plan plan;
    private final PeerFolder folder;
    private final SmtpSink sink;

    DeliveryRun(Plan plan, PeerFolder folder) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.sink = SmtpSink.start(folder);
    }

    /**
     * What is measured.
     *
     * @param parent where the folders of everybody are made
     * @param octets of a message
     * @param postfix whether Postfix takes part
     */
    record Plan(Path parent, int rounds, int messages, int octets, boolean postfix) {}

    /** Who delivers. */
    enum Who {
        REBOUND("rebound"),
        POSTFIX("postfix"),
        SMTP_SOURCE("smtp-source");

        private final String shown;

        Who(String shown) {
            this.shown = shown;
        }

        String shown() {
            return shown;
        }
    }

    /**
     * One turn.
     *
     * @param perSecond messages a second, by the clock
     * @param micros CPU for one message, without the sink's and without that of who hands messages in
     */
    record Turn(double perSecond, double micros) {

        static Turn of(int messages, long beganNanos, double micros) {
            return new Turn(messages * 1e9 / (System.nanoTime() - beganNanos), micros / messages);
        }
    }

    /** Measured after a shorter turn that is not, in which this process compiles what it needs. */
    List<Map<Who, Turn>> run(Runnable afterEach) throws IOException, InterruptedException {
        ours(plan.messages() / 2);
        List<Map<Who, Turn>> rounds = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
            Map<Who, Turn> turns = new EnumMap<>(Who.class);
            turns.put(Who.REBOUND, ours(plan.messages()));
            if (plan.postfix()) {
                turns.put(Who.POSTFIX, postfix());
            }
            turns.put(Who.SMTP_SOURCE, smtpSource());
            rounds.add(turns);
            afterEach.run();
        }
        return rounds;
    }

    private Turn ours(int messages) throws IOException {
        Path data = Files.createTempDirectory(plan.parent(), "rebound-bench");
        try (SendingInstallation rebound =
                SendingInstallation.start(data, SendingInstallation.smarthost(sink.port()))) {
            AccountId account = rebound.account(messages, i -> "p" + i + "@d" + i % 100 + ".example");
            EmailId email = rebound.email(account, plan.octets());
            double cpu = OwnProcess.cpuMicros();
            long began = System.nanoTime();
            rebound.send(account, email);
            rebound.awaitDelivered(account, email, messages);
            return Turn.of(messages, began, OwnProcess.cpuMicros() - cpu);
        } finally {
            LoadFolder.remove(data);
        }
    }

    private Turn postfix() throws IOException, InterruptedException {
        try (PeerFolder own = PeerFolder.inside(plan.parent())) {
            PostfixRelay relay = PostfixRelay.start(own, sink.port());
            double cpu = relay.cpuMicros();
            long began = System.nanoTime();
            new SmtpSource(SESSIONS, plan.octets()).send(own, relay.port(), plan.messages());
            relay.awaitEmpty();
            return Turn.of(plan.messages(), began, relay.cpuMicros() - cpu);
        }
    }

    private Turn smtpSource() throws IOException, InterruptedException {
        long began = System.nanoTime();
        double cpu = new SmtpSource(SESSIONS, plan.octets()).send(folder, sink.port(), plan.messages());
        return Turn.of(plan.messages(), began, cpu);
    }
}
