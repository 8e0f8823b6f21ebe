package dev.rebound.cli.reading;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Works on many things at once and hands on the results in the order of the things.
 *
 * <p>As many threads as processors, because reading and classifying only compute; a bounded number of
 * results in waiting, so that a folder of a million messages needs no more memory than one of a
 * thousand. Belongs to one thread.
 */
final class InOrder implements AutoCloseable {

    /** Results that may wait for an earlier one. */
    private static final int WAITING_MAX = 256;

    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
                Thread thread = new Thread(task, "classify");
                thread.setDaemon(true);
                return thread;
            });
    private final ArrayDeque<Future<List<String>>> waiting = new ArrayDeque<>();
    private final Consumer<List<String>> results;

    InOrder(Consumer<List<String>> results) {
        this.results = results;
    }

    /** Starts the work as soon as there is room. */
    void submit(Callable<List<String>> work) {
        if (waiting.size() >= WAITING_MAX) {
            handOn();
        }
        waiting.add(threads.submit(work));
    }

    private void handOn() {
        try {
            results.accept(waiting.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a message failed, which it must not", e.getCause());
        }
    }

    /** Hands on what is left. */
    void finish() {
        while (!waiting.isEmpty()) {
            handOn();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
