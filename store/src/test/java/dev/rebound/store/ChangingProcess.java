package dev.rebound.store;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.guard.Settlement;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.guard.Guarding;
import dev.rebound.engine.reclassify.Reclassifying;
import dev.rebound.engine.time.WorldClock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that changes thousands of addresses in portions and says when it is in the middle of it, until somebody kills it. */
final class ChangingProcess {

    /** What it says once it is in the middle. */
    static final String IN_THE_MIDDLE = "in the middle";

    /** Bounces judged before it says so: more than a portion. */
    private static final int JUDGED_BEFORE = 1_200;

    private ChangingProcess() {}

    /** What it does. */
    enum Work {
        APPLY,
        UNDO,
        SETTLE,
        RECLASSIFY
    }

    /**
     * Does it.
     *
     * @param args the data folder, the work, the account, and the number of the bulk change or circuit
     */
    public static void main(String[] args) {
        Ports ports = StorePorts.in(Path.of(args[0]));
        AccountId account = new AccountId(Long.parseLong(args[2]));
        long number = Long.parseLong(args[3]);
        switch (Work.valueOf(args[1])) {
            case APPLY -> change(ports, account, new BulkId(number), false);
            case UNDO -> change(ports, account, new BulkId(number), true);
            case SETTLE -> settle(ports, new CircuitId(number));
            case RECLASSIFY -> reclassify(ports);
        }
    }

    static BulkChanges bulks(Ports ports, WorldClock clock) {
        return new BulkChanges(ports.bulks(), ports.suppressions(), ports.auditLog(), clock, work -> {
            // Whoever calls goes on with it.
        });
    }

    private static void change(Ports ports, AccountId account, BulkId id, boolean back) {
        BulkChanges bulks = bulks(ports, WorldClock.system());
        BulkChanges.Answer answer = back ? bulks.undo(account, id, "ann") : bulks.apply(account, id, "ann", "we moved");
        System.out.println(answer == BulkChanges.Answer.STARTED ? IN_THE_MIDDLE : answer.name());
        bulks.run(id, portion -> {});
    }

    static Guarding guarding(Ports ports, WorldClock clock) {
        return new Guarding(
                ports.circuits(), ports.policies()::current, GuardSettings.standard(), ports.auditLog(), clock);
    }

    private static void settle(Ports ports, CircuitId circuit) {
        Guarding guarding = guarding(ports, WorldClock.system());
        boolean begun = guarding.settle(circuit, Settlement.RELEASED, "olga");
        System.out.println(begun ? IN_THE_MIDDLE : "nothing to settle");
        guarding.finish(circuit);
    }

    /** By rules that find a policy in everything. */
    static Reclassifying reclassifying(Ports ports, WorldClock clock, Runnable judging) {
        Verdict policy = World.verdict(Reason.POLICY);
        return new Reclassifying(
                new Reclassifying.Parts(
                        ports.reclassifications(),
                        ports.policies(),
                        ports.auditLog(),
                        () -> new Reclassifying.Rules("2", said -> {
                            judging.run();
                            return policy;
                        }),
                        clock),
                Runnable::run);
    }

    private static void reclassify(Ports ports) {
        AtomicInteger judged = new AtomicInteger();
        reclassifying(ports, WorldClock.system(), () -> {
                    if (judged.incrementAndGet() == JUDGED_BEFORE) {
                        System.out.println(IN_THE_MIDDLE);
                    }
                })
                .apply("olga");
    }
}
