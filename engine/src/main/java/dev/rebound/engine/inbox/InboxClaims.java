package dev.rebound.engine.inbox;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who watches an inbox: one at a time, over all nodes of an installation. Each takes its share of them, so that a node that starts
 * first does not take all. Thread-safe.
 */
public interface InboxClaims {

    /** Claims an inbox whatever the shares are: somebody waits for it. Empty if another node watches it. */
    Optional<Claim> claim(InboxId inbox);

    /**
     * Claims of those that nobody watches as many as this node lacks to its share.
     *
     * @param all every inbox that is to be watched, by whichever node
     * @param own those that this node watches
     */
    Shift shift(Set<InboxId> all, Set<InboxId> own);

    /**
     * What is to change.
     *
     * @param taken claimed just now
     * @param surplus how many of its own the node has to give up, so that others get their share
     */
    record Shift(Map<InboxId, Claim> taken, int surplus) {

        public Shift {
            taken = Map.copyOf(taken);
        }
    }

    /** What each of several watches at most: with this much each, every inbox has somebody. */
    static int share(int all, int watchers) {
        return Math.ceilDiv(all, Math.max(1, watchers));
    }

    /** The right to watch an inbox, until it is closed or lost. */
    interface Claim extends AutoCloseable {

        /** Whether it still holds. Asked before anything is recorded. */
        boolean isHeld();

        @Override
        void close();
    }

    /** Of a process that has all inboxes to itself. */
    static InboxClaims ofOneProcess() {
        Claim everlasting = new Claim() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public void close() {
                // nobody waits for it
            }
        };
        return new InboxClaims() {
            @Override
            public Optional<Claim> claim(InboxId inbox) {
                return Optional.of(everlasting);
            }

            @Override
            public Shift shift(Set<InboxId> all, Set<InboxId> own) {
                return new Shift(
                        all.stream()
                                .filter(id -> !own.contains(id))
                                .collect(Collectors.toMap(id -> id, id -> everlasting)),
                        0);
            }
        };
    }
}
