package dev.rebound.classify;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lends out judgements, so that their memory serves evidence after evidence.
 *
 * <p>A few places, chosen by thread, each with at most one idle judgement. Thread locals were rejected:
 * with virtual threads there are many, each would have its own, and none would be given back. A thread
 * that finds its place empty makes a judgement of its own; of two that are given back to the same place
 * one is dropped. Thread-safe.
 */
final class Judges {

    /** A power of two, larger than the number of threads that classify at the same moment. */
    private static final int PLACES = 32;

    private final CompiledRules rules;
    private final AtomicReferenceArray<@Nullable Judgement> idle = new AtomicReferenceArray<>(PLACES);

    Judges(CompiledRules rules) {
        this.rules = rules;
    }

    private static int place() {
        return (int) Thread.currentThread().threadId() & (PLACES - 1);
    }

    Judgement take() {
        Judgement judgement = idle.getAndSet(place(), null);
        return judgement == null ? new Judgement(rules) : judgement;
    }

    void giveBack(Judgement judgement) {
        judgement.forget();
        idle.set(place(), judgement);
    }
}
