package dev.rebound.cli.bench;

import dev.rebound.bench.load.LoadFolder;
import dev.rebound.bench.peer.SmtpSink;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.delivery.MessageQueue;
import dev.rebound.engine.delivery.QueuedMessage;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.lane.Flow;
import dev.rebound.engine.lane.Want;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an installation does whose queue holds so many messages of one email, to 100 domains. */
final class QueueLength {

    private static final int DOMAINS = 100;
    private static final int ACCEPTED_AT_ONCE = 5_000;
    private static final int LOOKS = 100;
    private static final int CLAIMED = 100;
    /** Deliveries before the pace is measured. */
    private static final int RUN_UP = 1_000;
    /** Emails to one person each that are sent while the large one goes out. */
    private static final int ONE_TO_ONE = 10;

    private static final int OCTETS = 10_000;

    private final Path parent;
    private final SmtpSink sink;
    private final int messages;
    private final int paced;

    /**
     * @param messages how many are queued
     * @param paced over how many of them the pace is measured
     */
    QueueLength(Path parent, SmtpSink sink, int messages, int paced) {
        this.parent = parent;
        this.sink = sink;
        this.messages = messages;
        this.paced = paced;
    }

    /**
     * What was found.
     *
     * @param findMicros to find all flows that have something due
     * @param claimMicros to claim 100 messages, committed
     * @param startSeconds from the start of everything until the first delivery is recorded
     * @param perSecond deliveries a second
     * @param cpuMicros of CPU a delivery
     * @param oneToOneMillis how long an email to one person took meanwhile, from the order to the record, median and most
     * @param heapMegabytes left after a collection while it sends
     */
    record Found(
            int messages,
            double findMicros,
            double claimMicros,
            double startSeconds,
            double perSecond,
            double cpuMicros,
            List<Double> oneToOneMillis,
            long heapMegabytes) {}

    /** An email whose messages are queued. */
    private record Load(AccountId account, EmailId email) {}

    Found measure() throws IOException {
        Path data = Files.createTempDirectory(parent, "rebound-bench");
        try {
            Load load;
            double[] finding;
            try (Store store = Store.open(data, StoreSettings.standard())) {
                load = fill(store);
                finding = finding(store.queue(), load);
            }
            return sending(data, load, finding);
        } finally {
            LoadFolder.remove(data);
        }
    }

    private Load fill(Store store) {
        AccountId account = LoadEmail.account(
                store.accounts(), store.contacts(), messages, i -> "p" + i + "@d" + i % DOMAINS + ".example");
        EmailId email = store.emails()
                .create(
                        account,
                        new EmailDraft(LoadEmail.content(OCTETS), new Selection.Everybody()),
                        Optional.empty(),
                        Instant.now());
        store.emails().startSending(account, email, Instant.now());
        int accepted;
        do {
            accepted = store.emails().acceptNext(email, ACCEPTED_AT_ONCE, Instant.now());
        } while (accepted > 0);
        return new Load(account, email);
    }

    private static double[] finding(MessageQueue queue, Load load) {
        EmailId first = new EmailId(0);
        queue.flows(first, "", DOMAINS);
        long began = System.nanoTime();
        for (int i = 0; i < LOOKS; i++) {
            queue.flows(first, "", DOMAINS);
        }
        double findMicros = (System.nanoTime() - began) / 1e3 / LOOKS;
        long claiming = 0;
        for (int i = 0; i < DOMAINS; i++) {
            Want want = new Want(new Flow(load.account(), load.email(), "d" + i + ".example"), CLAIMED);
            began = System.nanoTime();
            List<QueuedMessage> claimed =
                    queue.claim(Set.of(want), Instant.now()).getOrDefault(want, List.of());
            claiming += System.nanoTime() - began;
            queue.release(claimed);
        }
        return new double[] {findMicros, claiming / 1e3 / DOMAINS};
    }

    private Found sending(Path data, Load load, double[] finding) {
        long began = System.nanoTime();
        try (SendingInstallation rebound =
                SendingInstallation.start(data, SendingInstallation.smarthost(sink.port()))) {
            rebound.awaitDelivered(load.account(), load.email(), 1);
            double startSeconds = (System.nanoTime() - began) / 1e9;
            rebound.awaitDelivered(load.account(), load.email(), RUN_UP);
            long from = rebound.delivered(load.account(), load.email());
            double cpu = OwnProcess.cpuMicros();
            began = System.nanoTime();
            rebound.awaitDelivered(load.account(), load.email(), Math.min(messages, from + paced));
            long done = rebound.delivered(load.account(), load.email()) - from;
            double perSecond = done * 1e9 / (System.nanoTime() - began);
            double cpuMicros = (OwnProcess.cpuMicros() - cpu) / done;
            long heap = OwnProcess.heapMegabytes();
            List<Double> oneToOne = oneToOne(rebound);
            return new Found(messages, finding[0], finding[1], startSeconds, perSecond, cpuMicros, oneToOne, heap);
        }
    }

    /** How long an email of another account to one person takes, in milliseconds, median and most. */
    private static List<Double> oneToOne(SendingInstallation rebound) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < ONE_TO_ONE; i++) {
            int number = i;
            AccountId account = rebound.account(1, contact -> "one" + number + "@d1.example");
            EmailId email = rebound.email(account, OCTETS);
            long began = System.nanoTime();
            rebound.send(account, email);
            rebound.awaitDelivered(account, email, 1);
            millis.add((System.nanoTime() - began) / 1e6);
        }
        Collections.sort(millis);
        return List.of(millis.get(millis.size() / 2), millis.getLast());
    }
}
