package dev.rebound.engine.reclassify;

import java.time.Instant;
import java.util.Optional;

/**
 * One going through all past bounces.
 *
 * @param rulesVersion of the rules they are judged by; of an undoing, those whose verdicts are taken back
 * @param undoes which one is taken back
 * @param total how many there are to look at
 */
public record Reclassification(
        long id,
        Kind kind,
        State state,
        Instant at,
        String by,
        String rulesVersion,
        Optional<Long> undoes,
        long total,
        Progress progress) {

    /** What it does. */
    public enum Kind {
        /** Nothing; it shows what would change. */
        DRY_RUN,
        /** It changes verdicts, and what accounts hold against addresses. */
        APPLY,
        /** It takes back what another one changed. */
        UNDO
    }

    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        /** It ended early: somebody stopped it, or its rules are no longer there. What it did by then stands. */
        STOPPED
    }

    /**
     * How far it has come.
     *
     * @param through the message it has come to; of an undoing, the number of the event
     * @param looked how many bounces were looked at
     */
    public record Progress(long through, long looked, Outcome outcome) {

        /** Nothing has been looked at. */
        public static final Progress START = new Progress(0, 0, Outcome.NONE);
    }

    /** Whether it can be taken back: it changed something and is over. */
    public boolean mayBeUndone() {
        return kind == Kind.APPLY
                && state != State.RUNNING
                && progress.outcome().changedInAll() > 0;
    }

    /** How many in a hundred have been looked at. */
    public int percent() {
        return state == State.DONE || total == 0 ? 100 : (int) Math.min(100, 100 * progress.looked() / total);
    }
}
