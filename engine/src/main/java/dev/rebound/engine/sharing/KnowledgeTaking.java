package dev.rebound.engine.sharing;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.node.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes into the ledger what follows from all installations together: suppressions of the accounts that this one has, and
 * global bounces. The ledger's own rules decide, so what people here lifted since, and mail that the address took since, count for more; a
 * suppression that is there already stays what it rests on. Everything taken can be lifted here like anything else, and
 * that is told to the others. Of several nodes one takes.
 */
public final class KnowledgeTaking extends SharingLoop {

    /** Who did it, in the ledger, for what was taken. */
    public static final String BY = "rebound-sharing";

    /** What stands in place of the number of an import for suppressions that were taken. */
    public static final BulkId LIST = new BulkId((1L << 44) - 1);

    private static final String WHY = "lifted in another installation";
    private static final Duration WAIT_FOR_MORE = Duration.ofMillis(500);

    private final Accounts accounts;
    private final Ledger ledger;
    private final Supplier<Inlet> inlets;
    private final InstantSource clock;
    private @Nullable Inlet inlet;

    private KnowledgeTaking(
            Accounts accounts, Ledger ledger, Supplier<Inlet> inlets, InstantSource clock, Lease lease) {
        super("taking what others know", lease);
        this.accounts = accounts;
        this.ledger = ledger;
        this.inlets = inlets;
        this.clock = clock;
    }

    /**
     * Starts it.
     *
     * @param inlets opens one; asked again after a failure
     */
    public static KnowledgeTaking start(
            Accounts accounts, Ledger ledger, Supplier<Inlet> inlets, InstantSource clock, Lease lease) {
        KnowledgeTaking taking = new KnowledgeTaking(accounts, ledger, inlets, clock, lease);
        taking.start();
        return taking;
    }

    @Override
    boolean work() {
        Inlet open = inlet();
        List<Known> all = open.next(WAIT_FOR_MORE);
        if (all.isEmpty()) {
            return !isOver();
        }
        Set<AccountId> here = accounts.all().stream().map(Account::id).collect(Collectors.toSet());
        Map<AddressKey, CompletableFuture<List<LedgerEvent>>> underWay = new HashMap<>();
        for (Known known : all) {
            // what an earlier one did to the address is looked at
            Optional.ofNullable(underWay.remove(known.address())).ifPresent(KnowledgeTaking::await);
            observation(known, here)
                    .ifPresent(observation -> underWay.put(
                            known.address(), ledger.record(known.address(), observation, Optional.empty())));
        }
        underWay.values().forEach(KnowledgeTaking::await);
        open.taken();
        return true;
    }

    private static void await(CompletableFuture<?> record) {
        try {
            record.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreUnavailableException unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }

    private Optional<Observation> observation(Known known, Set<AccountId> here) {
        return switch (known) {
            case Known.Suppressed k -> here.contains(k.account()) ? suppressed(k) : Optional.empty();
            case Known.Freed k -> freed(k, ledger.state(k.address()));
            case Known.Global k -> Optional.of(new Observation.BouncedGlobally(k.since()));
            case Known.GlobalEnded k ->
                ledger.state(k.address())
                        .globalSince()
                        .filter(since -> !since.isAfter(k.since()))
                        .map(since -> new Observation.LiftGlobal(k.since(), BY, WHY));
        };
    }

    private Optional<Observation> suppressed(Known.Suppressed known) {
        Suppression held = known.suppression();
        return Optional.of(new Observation.Import(
                known.account(),
                clock.instant(),
                new Observation.Import.Line(
                        LIST, ListSource.REBOUND, held.reason(), Optional.of(held.since()), words(held.cause())),
                BY));
    }

    private static String words(Cause cause) {
        return switch (cause) {
            case Cause.Bounce ignored -> "bounced in another installation";
            case Cause.Listed listed -> listed.original();
        };
    }

    /** What was taken is taken back; what was learnt here before the others lifted it is lifted. */
    private static Optional<Observation> freed(Known.Freed known, AddressState state) {
        Optional<Suppression> held = state.suppression(known.account());
        if (held.map(Suppression::cause)
                .filter(cause ->
                        cause instanceof Cause.Listed listed && listed.list().equals(LIST))
                .isPresent()) {
            return Optional.of(new Observation.Withdraw(known.account(), known.since(), LIST, BY));
        }
        return held.filter(suppression -> !suppression.since().isAfter(known.since()))
                .map(suppression -> new Observation.Unbounce(known.account(), known.since(), BY, WHY));
    }

    private Inlet inlet() {
        Inlet open = inlet;
        if (open == null) {
            open = inlets.get();
            inlet = open;
        }
        return open;
    }

    @Override
    void release() {
        Inlet open = inlet;
        inlet = null;
        if (open != null) {
            open.close();
        }
    }
}
