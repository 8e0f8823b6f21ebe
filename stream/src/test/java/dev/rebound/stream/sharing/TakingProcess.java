package dev.rebound.stream.sharing;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.sharing.Inlet;
import dev.rebound.engine.sharing.KnowledgeTaking;
import dev.rebound.engine.sharing.Known;
import dev.rebound.engine.sharing.WaitingLifts;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;

/** Takes one thing into the store of a folder, and ends as if it was killed. */
final class TakingProcess {

    static final String ADDRESS = "gone@example.org";

    private static final AddressKey GONE = new AddressKey(ADDRESS);
    private static final AccountId SHOP = new AccountId(1);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int KILLED = 9;

    private TakingProcess() {}

    enum Act {
        DIE_WITH_THE_LIFT,
        DIE_BEFORE_THE_LIFT_IS_DONE,
        DIE_BEFORE_THE_LIFT_IS_FORGOTTEN,
        TAKE_THE_END_OF_THE_GLOBAL_BOUNCE
    }

    public static void main(String[] args) {
        Act act = Act.valueOf(args[1]);
        Store store = Store.open(Path.of(args[0]), StoreSettings.standard());
        if (act == Act.DIE_WITH_THE_LIFT) {
            begin(store);
        }
        Ledger ledger = deadly(
                Ledger.class,
                store.ledger(),
                (method, arguments) -> act == Act.DIE_BEFORE_THE_LIFT_IS_DONE
                        && method.getName().equals("record")
                        && arguments[1] instanceof Observation.Unbounce);
        WaitingLifts lifts = deadly(
                WaitingLifts.class,
                store.sharing().lifts(),
                (method, arguments) -> act == Act.DIE_BEFORE_THE_LIFT_IS_FORGOTTEN
                        && method.getName().equals("forget"));
        KnowledgeTaking.start(
                new KnowledgeTaking.Here(store.accounts(), ledger, lifts),
                () -> inlet(act),
                InstantSource.system(),
                Lease.SOLE);
        LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
        Runtime.getRuntime().halt(1);
    }

    private static void begin(Store store) {
        store.accounts().create("Shop", NOON);
        record(
                store,
                new Observation.Import(
                        SHOP,
                        NOON,
                        new Observation.Import.Line(
                                new BulkId(7),
                                ListSource.REBOUND,
                                Reason.UNKNOWN_USER,
                                Optional.of(NOON),
                                "bounced in another installation"),
                        KnowledgeTaking.BY));
        record(store, new Observation.BouncedGlobally(NOON.plusSeconds(1)));
    }

    private static void record(Store store, Observation observation) {
        store.ledger().record(GONE, observation, Optional.empty()).join();
    }

    /** What is known; dies when it is taken, before that could be kept anywhere. */
    private static Inlet inlet(Act act) {
        Known known = act == Act.DIE_WITH_THE_LIFT
                ? new Known.Freed(GONE, SHOP, NOON.plusSeconds(2))
                : new Known.GlobalEnded(GONE, NOON.plusSeconds(3));
        return new Inlet() {
            @Override
            public List<Known> next(Duration atMost) {
                return List.of(known);
            }

            @Override
            public void taken() {
                Runtime.getRuntime().halt(KILLED);
            }

            @Override
            public void again() {}

            @Override
            public void close() {}
        };
    }

    /** The port itself, but one call that the process does not live to make. */
    private static <T> T deadly(Class<T> port, T real, BiPredicate<Method, Object[]> call) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (arguments != null && call.test(method, arguments)) {
                Runtime.getRuntime().halt(KILLED);
            }
            return method.invoke(real, arguments);
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
