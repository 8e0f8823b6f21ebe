package dev.rebound.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Callers who each wait for the answer to one thing before they bring the next. */
public final class Callers {

    private Callers() {}

    /** What a caller does with a number. */
    @FunctionalInterface
    public interface Task {
        /** Does it and returns when it is answered. */
        void on(long number) throws Exception;
    }

    /**
     * Has so many callers work through the numbers from {@code first} on.
     *
     * @param count how many numbers
     */
    public static void work(int callers, long first, long count, Task task) throws InterruptedException {
        AtomicLong next = new AtomicLong(first);
        long end = first + count;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(() -> {
                    for (long number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                        task.on(number);
                    }
                    return true;
                }));
            }
            for (Future<Boolean> caller : all) {
                await(caller);
            }
        }
    }

    private static void await(Future<Boolean> caller) throws InterruptedException {
        try {
            caller.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a caller failed", e.getCause());
        }
    }
}
