package dev.rebound.store;

import java.util.Deque;

/** Closes what was opened one on top of the other. */
final class Closing {

    private Closing() {}

    /** All of them, the last first. */
    static void all(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("none of ours throws anything else", e);
            }
        }
    }
}
