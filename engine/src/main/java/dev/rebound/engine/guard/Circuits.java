package dev.rebound.engine.guard;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.guard.CircuitId;
import dev.rebound.core.guard.CircuitKey;
import dev.rebound.core.guard.Count;
import dev.rebound.core.guard.Settlement;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.Hold;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.EmailId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port: circuits, what they hold and what was counted. They open where failures are recorded, in the same
 * transaction; several processes may share them, so every change here says what it found.
 */
public interface Circuits {

    /** Those that are open, the oldest first. */
    List<Circuit> open();

    /** All that were ever opened, the newest first, below a number. */
    List<Circuit> page(Optional<CircuitId> below, int limit);

    /** The circuit, if there is one. */
    Optional<Circuit> find(CircuitId circuit);

    /** Notes that failures are outside their band. */
    void outside(CircuitId circuit, Instant at);

    /**
     * Keeps an open circuit open until somebody closes it, or leaves it to the rule again.
     *
     * @return false if it is not open
     */
    boolean keepOpen(CircuitId circuit, boolean kept);

    /**
     * Closes a circuit, if it is open, and says what is to become of all that it held; of one that is closed it says so
     * anew. {@link #settleNext} does it.
     *
     * @param by who wants it; empty if it is the rule
     * @param mutedUntil until when such failures open none again, should this one still be open
     * @return false if there is none, or it is closed and that is what becomes of it already
     */
    boolean settle(
            CircuitId circuit, Settlement settlement, Optional<String> by, Instant at, Optional<Instant> mutedUntil);

    /** Circuits with something left to hold back or to settle. */
    List<CircuitId> unfinished(Instant now);

    /**
     * Holds back the next failures that came before the opening, with the mark behind them.
     *
     * @return how many it looked at; 0 once all are held
     */
    int holdBackNext(CircuitId circuit, int limit, Instant at);

    /**
     * Settles the next bounces that a circuit held, with the mark behind them.
     *
     * @return how many it looked at; 0 once all are settled, or while it is open
     */
    int settleNext(CircuitId circuit, int limit, Instant at);

    /** What was counted within the ten minutes before. */
    Count inWindow(CircuitKey key, Instant at);

    /** How many failures there were in the seven days before the window, without those that turned out to be none. */
    long usual(CircuitKey key, Instant at);

    /** What was counted in a span, by ten minutes; those without failures are left out. */
    List<CountedAt> counted(CircuitKey key, Instant from, Instant to);

    /** Failures in the ten minutes from a moment on. */
    record CountedAt(Instant from, Count count) {}

    /** How many bounces a circuit has had a hand on, by what became of them. */
    Map<Hold.Standing, Long> held(CircuitId circuit);

    /** How many accounts have bounces that the circuit holds. */
    long accountsHeld(CircuitId circuit);

    /** Bounces a circuit has had a hand on, by message, with all that is known of their addresses. */
    List<HeldMessage> heldMessages(CircuitId circuit, Optional<MessageId> after, int limit);

    /** A bounce the guard has, or had, a hand on. */
    record HeldMessage(MessageId message, AccountId account, AddressKey address, AddressState state) {}

    /** What is held of an account now, by circuit. */
    Map<CircuitId, Long> heldIn(AccountId account);

    /** What is held of one email now, by circuit. */
    Map<CircuitId, Long> heldIn(AccountId account, EmailId email);

    /** Forgets counts and failures that nothing asks for any more. */
    void forget(Instant now);
}
