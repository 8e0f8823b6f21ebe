package dev.rebound.bench.ledger;

import dev.rebound.bench.load.Callers;
import dev.rebound.bench.load.Contender;
import dev.rebound.bench.load.Rate;
import dev.rebound.bench.load.Rounds;
import dev.rebound.bench.load.Turn;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.ledger.Verification;
import dev.rebound.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Events through the ledger, every one durable before its caller brings the next: first messages accepted and
 * delivered one by one ({@code events}), then an email's recipients accepted in bulk ({@code accepted}) and
 * delivered by callers ({@code delivered}). The peer is {@link BareTable}, with as many rows by as many callers; beside it
 * {@link BareRows} ({@code rows}) inserts the rows that the events of {@code events} leave.
 */
public final class LedgerLoad {

    private static final String STORE_WRITER = "store-writer";

    private final Plan plan;

    /**
     * How much is written.
     *
     * @param databases on the disk to be measured
     * @param callers who each wait for their commit
     * @param events of each contender in a round, even
     * @param rounds counted ones
     */
    public record Plan(Databases databases, int callers, int events, int rounds) {
        public Plan {
            if (callers < 1 || events < 2 || events % 2 != 0 || rounds < 1) {
                throw new IllegalArgumentException("at least one caller, one round, and an even number of events");
            }
        }
    }

    /**
     * What came of it.
     *
     * @param verified the ledgers after the last round
     */
    public record Outcome(List<Rate> rates, List<Verification> verified) {}

    public LedgerLoad(Plan plan) {
        this.plan = plan;
    }

    /** Runs all of it; {@code progress} is told of every round that is done. */
    public Outcome run(IntConsumer progress) throws Exception {
        try (Store single = plan.databases().open("events");
                Store bulk = plan.databases().open("emails");
                BareTable bare = BareTable.in(plan.databases())) {
            AccountId account = bulk.accounts().create("Load", Load.NOON);
            Mailing mailing = new Mailing(bulk, account, plan.events());
            Contender peer = new Bare(bare);
            List<Contender> contenders = List.of(
                    peer,
                    new Rows(),
                    new Events(single.ledger(), single.accounts().create("Load", Load.NOON)),
                    new Accepted(mailing),
                    new Delivered(bulk.ledger(), mailing));
            List<Rate> rates = new Rounds(contenders, peer).play(plan.rounds(), progress);
            return new Outcome(
                    rates, List.of(single.ledger().verify(), bulk.ledger().verify()));
        }
    }

    private static void deliver(Ledger ledger, long message, long address) {
        Evidence evidence = Load.evidenceOf(message);
        Observation taken = new Observation.Taken(new MessageId(message), Load.NOON, evidence.id());
        ledger.record(Load.addressOf(address), taken, Optional.of(evidence)).join();
    }

    /** Bare rows. */
    private final class Bare implements Contender {
        private final BareTable table;
        private long next = 1;

        Bare(BareTable table) {
            this.table = table;
        }

        @Override
        public String shown() {
            return "bare";
        }

        @Override
        public Turn takeTurn() throws Exception {
            long first = next;
            next += plan.events();
            return Turn.of(
                    plan.events(),
                    plan.databases().cpu(BareWriter.THREAD),
                    () -> Callers.work(plan.callers(), first, plan.events(), table::insert));
        }
    }

    /** The rows that events leave; the events happen before the clock starts. */
    private final class Rows implements Contender {
        private int turns;

        @Override
        public String shown() {
            return "rows";
        }

        @Override
        public Turn takeTurn() throws Exception {
            try (BareRows rows = BareRows.of(plan.databases(), "rows" + ++turns, plan.events(), this::happen)) {
                return Turn.of(
                        plan.events(),
                        plan.databases().cpu(BareWriter.THREAD),
                        () -> Callers.work(plan.callers(), 0, plan.events(), rows::insert));
            }
        }

        private void happen(Store store) throws InterruptedException {
            Events events = new Events(store.ledger(), store.accounts().create("Load", Load.NOON));
            Callers.work(plan.callers(), 1, plan.events() / 2, events::acceptThenDeliver);
        }
    }

    /** Messages accepted and delivered one by one: two events each. */
    private final class Events implements Contender {
        private final Ledger ledger;
        private final AccountId account;
        private long next = 1;

        Events(Ledger ledger, AccountId account) {
            this.ledger = ledger;
            this.account = account;
        }

        @Override
        public String shown() {
            return "events";
        }

        @Override
        public Turn takeTurn() throws Exception {
            long first = next;
            next += plan.events() / 2;
            return Turn.of(
                    plan.events(),
                    plan.databases().cpu(STORE_WRITER),
                    () -> Callers.work(plan.callers(), first, plan.events() / 2, this::acceptThenDeliver));
        }

        private void acceptThenDeliver(long message) {
            Observation accepted = new Observation.Accepted(account, new MessageId(message), Load.NOON);
            ledger.record(Load.addressOf(message), accepted, Optional.empty()).join();
            deliver(ledger, message, message);
        }
    }

    /** An email's recipients, accepted in bulk as sending does. */
    private final class Accepted implements Contender {
        private final Mailing mailing;

        Accepted(Mailing mailing) {
            this.mailing = mailing;
        }

        @Override
        public String shown() {
            return "accepted";
        }

        @Override
        public Turn takeTurn() throws Exception {
            mailing.begin();
            return Turn.of(plan.events(), plan.databases().cpu(STORE_WRITER), mailing::accept);
        }
    }

    /** The same messages, delivered by callers who each wait. */
    private final class Delivered implements Contender {
        private final Ledger ledger;
        private final Mailing mailing;

        Delivered(Ledger ledger, Mailing mailing) {
            this.ledger = ledger;
            this.mailing = mailing;
        }

        @Override
        public String shown() {
            return "delivered";
        }

        @Override
        public Turn takeTurn() throws Exception {
            return Turn.of(
                    plan.events(),
                    plan.databases().cpu(STORE_WRITER),
                    () -> Callers.work(
                            plan.callers(),
                            mailing.firstMessage(),
                            plan.events(),
                            message -> deliver(ledger, message, message - mailing.firstMessage() + 1)));
        }
    }
}
