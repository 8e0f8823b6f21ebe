package dev.rebound.engine.sharing;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.ListSource;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.ledger.Ledger;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.node.Lease;
import java.time.Duration;
import java.time.Instant;
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
    private final WaitingLifts lifts;
    private final Supplier<Inlet> inlets;
    private final InstantSource clock;
    private @Nullable Inlet inlet;
    private Set<AccountId> before = Set.of();
    /** False if no lift waits, as is so nearly always; what is taken need not ask then. */
    private boolean mayWait = true;

    /** What it takes into. */
    public record Here(Accounts accounts, Ledger ledger, WaitingLifts lifts) {}

    private KnowledgeTaking(Here here, Supplier<Inlet> inlets, InstantSource clock, Lease lease) {
        super("taking what others know", lease);
        this.accounts = here.accounts();
        this.ledger = here.ledger();
        this.lifts = here.lifts();
        this.inlets = inlets;
        this.clock = clock;
    }

    /**
     * Starts it.
     *
     * @param inlets opens one; asked again after a failure
     */
    public static KnowledgeTaking start(Here here, Supplier<Inlet> inlets, InstantSource clock, Lease lease) {
        KnowledgeTaking taking = new KnowledgeTaking(here, inlets, clock, lease);
        taking.start();
        return taking;
    }

    @Override
    boolean work() {
        Inlet open = inlet();
        mayWait = lifts.any();
        Set<AccountId> here = accounts.all().stream().map(Account::id).collect(Collectors.toSet());
        if (!before.isEmpty() && !before.containsAll(here)) {
            open.again();
        }
        before = here;
        List<Known> all = open.next(WAIT_FOR_MORE);
        Map<AddressKey, CompletableFuture<List<LedgerEvent>>> underWay = new HashMap<>();
        for (Known known : all) {
            // what an earlier one did to the address is looked at
            Optional.ofNullable(underWay.remove(known.address())).ifPresent(KnowledgeTaking::await);
            observation(known, here)
                    .ifPresent(observation -> underWay.put(known.address(), record(known, observation)));
        }
        underWay.values().forEach(KnowledgeTaking::await);
        open.taken();
        return !isOver();
    }

    /**
     * With the end of a global bounce comes what could not be lifted under it. It is forgotten when it is done, and that before
     * the end counts as taken: however the process dies in between, it is done again.
     */
    private CompletableFuture<List<LedgerEvent>> record(Known known, Observation observation) {
        CompletableFuture<List<LedgerEvent>> record = ledger.record(known.address(), observation, Optional.empty());
        if (!(known instanceof Known.GlobalEnded) || !mayWait) {
            return record;
        }
        List<Known.Freed> waiting = lifts.of(known.address());
        await(record);
        if (ledger.state(known.address()).globalSince().isPresent()) {
            return record;
        }
        for (Known.Freed freed : waiting) {
            freed(freed).ifPresent(unbounce -> await(ledger.record(freed.address(), unbounce, Optional.empty())));
            lifts.forget(freed.address(), freed.account());
        }
        return record;
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
            case Known.Freed k -> freed(k);
            case Known.Global k -> Optional.of(new Observation.BouncedGlobally(past(k.since())));
            case Known.GlobalEnded k -> Optional.of(new Observation.LiftGlobal(past(k.since()), BY, WHY));
        };
    }

    /** Another machine's clock may be ahead; nothing here happened in the future. */
    private Instant past(Instant told) {
        Instant now = clock.instant();
        return told.isBefore(now) ? told : now;
    }

    /** Somebody learnt it after it was lifted there: a lift that waits here counts no longer. */
    private Optional<Observation> suppressed(Known.Suppressed known) {
        if (mayWait
                && lifts.of(known.address()).stream()
                        .anyMatch(lift -> lift.account().equals(known.account()))) {
            lifts.forget(known.address(), known.account());
        }
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

    /** Whatever it rests on; but what hard bounced here since holds. Under a global bounce nothing can be lifted, so it waits. */
    private Optional<Observation> freed(Known.Freed known) {
        AddressState state = ledger.state(known.address());
        Optional<Suppression> held = state.suppression(known.account());
        if (held.isEmpty() || bouncedAfter(state, known)) {
            return Optional.empty();
        }
        if (state.globalSince().isPresent()) {
            lifts.keep(known);
            mayWait = true;
        }
        return Optional.of(new Observation.Unbounce(known.account(), past(known.since()), BY, WHY));
    }

    private static boolean bouncedAfter(AddressState state, Known.Freed known) {
        return state.messages().values().stream()
                .anyMatch(message -> message.account().equals(known.account())
                        && message.status() == MessageStatus.BOUNCED
                        && message.verdict()
                                .filter(verdict -> verdict.type() == BounceType.HARD)
                                .isPresent()
                        && message.since().isAfter(known.since()));
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
