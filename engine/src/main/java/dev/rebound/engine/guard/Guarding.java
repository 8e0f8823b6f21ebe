package dev.rebound.engine.guard;

import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.Guard;
import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.guard.Settlement;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.policy.Policy;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.guard.Circuits.HeldMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: what circuits hold, and what becomes of it.
 *
 * <p>{@link #tick} does what the rule says: it holds back what came before an opening, closes circuits whose failures
 * are back in their band, and settles what they held, in portions that are each one transaction with the mark
 * behind them; whatever ends in the middle goes on at the next tick, in this process or another. People do the same by
 * hand, which is audited, and may settle a closed circuit the other way round at any time.
 *
 * <p>Thread-safe.
 */
public final class Guarding {

    /** For how long the same failures open no circuit after somebody, or the rule, has found them real. */
    static final Duration MUTED_FOR = Duration.ofDays(1);

    /** Who closes a circuit that nobody closes. */
    private static final String BY_RULE = "the guard's rule";
    /** Addresses gone through in one transaction. */
    private static final int PORTION = 500;
    /** Bounces a preview looks at, if it is to come at once: the rules are asked about each, with all that is known of its address. */
    public static final int LOOKED_AT_FIRST = 200;
    /** Bounces a preview looks at if somebody wants to know more. */
    public static final int LOOKED_AT_MAX = 1_500;

    private static final Logger LOG = LoggerFactory.getLogger(Guarding.class);

    private final Circuits circuits;
    private final Function<AccountId, Policy> policies;
    private final GuardSettings settings;
    private final AuditLog audit;
    private final InstantSource clock;

    /**
     * @param policies of each account, for previews
     */
    public Guarding(
            Circuits circuits,
            Function<AccountId, Policy> policies,
            GuardSettings settings,
            AuditLog audit,
            InstantSource clock) {
        this.circuits = circuits;
        this.policies = policies;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** The settings it goes by. */
    public GuardSettings settings() {
        return settings;
    }

    /** Those that are open, the oldest first. */
    public List<Circuit> open() {
        return circuits.open();
    }

    /** All that were ever opened, the newest first, below a number. */
    public List<Circuit> page(Optional<CircuitId> below, int limit) {
        return circuits.page(below, limit);
    }

    /** The circuit, if there is one. */
    public Optional<Circuit> find(CircuitId circuit) {
        return circuits.find(circuit);
    }

    /** A circuit and its figures now. */
    public CircuitReport report(Circuit circuit) {
        Instant now = clock.instant();
        Instant from = circuit.opening().at().minus(CircuitReport.BEFORE);
        Instant to = circuit.closing()
                .map(Circuit.Closing::at)
                .map(end -> end.plus(GuardSettings.WINDOW))
                .filter(now::isAfter)
                .orElse(now);
        return new CircuitReport(
                circuit,
                circuits.held(circuit.id()),
                circuits.accountsHeld(circuit.id()),
                circuits.inWindow(circuit.key(), now),
                Guard.limit(circuits.usual(circuit.key(), now), settings),
                circuits.counted(circuit.key(), from, to));
    }

    /** What settling would do; looks at so many bounces, from the first on. */
    public SettlementPreview preview(CircuitId circuit, int most) {
        int portion = Math.min(PORTION, most);
        SettlementPreview preview = SettlementPreview.NOTHING;
        Instant now = clock.instant();
        Optional<MessageId> after = Optional.empty();
        List<HeldMessage> page;
        do {
            page = circuits.heldMessages(circuit, after, portion);
            for (HeldMessage held : page) {
                preview = preview.with(held, circuit, policies.apply(held.account()), now);
                after = Optional.of(held.message());
            }
        } while (page.size() == portion && preview.looked() < most);
        return preview;
    }

    /** What is held of an account now, by circuit. */
    public Map<CircuitId, Long> heldIn(AccountId account) {
        return circuits.heldIn(account);
    }

    /** What is held of one email now, by circuit. */
    public Map<CircuitId, Long> heldIn(AccountId account, EmailId email) {
        return circuits.heldIn(account, email);
    }

    /**
     * Closes a circuit if it is open, and settles all that it held; returns when the first portion is through. The other
     * way round than before is allowed.
     *
     * @return false if it is closed and settled so already
     */
    public boolean settle(CircuitId circuit, Settlement settlement, String by) {
        Instant now = clock.instant();
        if (!circuits.settle(circuit, settlement, Optional.of(by), now, mutedUntil(settlement, now))) {
            return false;
        }
        note(circuit, by, actionOf(settlement));
        circuits.holdBackNext(circuit, PORTION, now);
        circuits.settleNext(circuit, PORTION, now);
        return true;
    }

    private static AuditAction actionOf(Settlement settlement) {
        return switch (settlement) {
            case RELEASED -> AuditAction.HELD_RELEASED;
            case ROLLED_BACK -> AuditAction.HELD_ROLLED_BACK;
        };
    }

    /** What was found real must not open the circuit again with the next twenty. */
    private static Optional<Instant> mutedUntil(Settlement settlement, Instant now) {
        return switch (settlement) {
            case RELEASED -> Optional.of(now.plus(MUTED_FOR));
            case ROLLED_BACK -> Optional.empty();
        };
    }

    /**
     * Keeps a circuit open until somebody closes it, or leaves it to the rule again.
     *
     * @return false if it is not open
     */
    public boolean keepOpen(CircuitId circuit, boolean kept, String by) {
        boolean changed = circuits.keepOpen(circuit, kept);
        if (changed) {
            note(circuit, by, kept ? AuditAction.CIRCUIT_KEPT_OPEN : AuditAction.CIRCUIT_LEFT_TO_RULE);
        }
        return changed;
    }

    private void note(CircuitId circuit, String by, AuditAction action) {
        String key = circuits.find(circuit).map(found -> found.key().text()).orElse("");
        audit.append(new AuditEntry(clock.instant(), Optional.empty(), by, action, circuit.toString(), key));
    }

    /** Does what is due. */
    public void tick() {
        Instant now = clock.instant();
        circuits.open().forEach(circuit -> closeIfDue(circuit, now));
        circuits.unfinished(now).forEach(circuit -> finish(circuit, now));
    }

    private void closeIfDue(Circuit circuit, Instant now) {
        long failures = circuits.inWindow(circuit.key(), now).failures();
        boolean outside = failures >= Guard.limit(circuits.usual(circuit.key(), now), settings);
        if (outside) {
            circuits.outside(circuit.id(), now);
        }
        Guard.Open open =
                new Guard.Open(circuit.opening().at(), outside ? now : circuit.lastOutside(), circuit.keptOpen());
        Guard.closes(open, now, settings).ifPresent(settlement -> {
            if (circuits.settle(circuit.id(), settlement, Optional.empty(), now, mutedUntil(settlement, now))) {
                note(circuit.id(), BY_RULE, actionOf(settlement));
            }
            LOG.info(
                    "A circuit of the guard closes circuit={} key={} settlement={}",
                    circuit.id(),
                    circuit.key().text(),
                    settlement);
        });
    }

    /** Holds back and settles all that is left of one circuit; returns when it is done. */
    public void finish(CircuitId circuit) {
        finish(circuit, clock.instant());
    }

    private void finish(CircuitId circuit, Instant now) {
        long bounces = 0;
        int portion;
        do {
            portion = circuits.holdBackNext(circuit, PORTION, now);
            bounces += portion;
        } while (portion > 0);
        do {
            portion = circuits.settleNext(circuit, PORTION, now);
            bounces += portion;
        } while (portion > 0);
        LOG.info("Bounces of a circuit were held back or settled circuit={} bounces={}", circuit, bounces);
    }

    /** Forgets counts that nothing asks for any more. */
    public void forget() {
        circuits.forget(clock.instant());
    }

    /** How many bounces open circuits hold. */
    public long heldNow() {
        return circuits.open().stream()
                .mapToLong(circuit -> circuits.held(circuit.id()).getOrDefault(Hold.Standing.HELD, 0L))
                .sum();
    }
}
