package dev.rebound.store.database;

import dev.rebound.engine.ledger.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What one caller wants written, and the future that tells it. Used by the writer's thread; only the future is
 * seen by others.
 *
 * @param <I> what the caller brings
 * @param <R> what it gets
 */
final class Job<I, R> {

    private final BatchWork<I, R> work;
    private final I item;
    private final CompletableFuture<R> done = new CompletableFuture<>();
    private Optional<R> result = Optional.empty();
    private Optional<RuntimeException> refusal = Optional.empty();

    Job(BatchWork<I, R> work, I item) {
        this.work = work;
        this.item = item;
    }

    /** A job that is like no other, so it is always done alone. */
    static <T> Job<Function<Handle, T>, T> alone(String operation, Function<Handle, T> work) {
        return new Job<>(new Alone<>(operation), work);
    }

    private static final class Alone<T> implements BatchWork<Function<Handle, T>, T> {
        private final String operation;

        Alone(String operation) {
            this.operation = operation;
        }

        @Override
        public String operation() {
            return operation;
        }

        @Override
        public List<T> run(Handle handle, List<Function<Handle, T>> items) {
            return List.of(items.getFirst().apply(handle));
        }
    }

    /** Cuts jobs into runs that can each be done in one go, without changing their order. */
    static List<List<Job<?, ?>>> runs(List<Job<?, ?>> jobs) {
        List<List<Job<?, ?>>> runs = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= jobs.size(); to++) {
            if (to == jobs.size() || !jobs.get(to).work.equals(jobs.get(from).work)) {
                runs.add(jobs.subList(from, to));
                from = to;
            }
        }
        return runs;
    }

    /** Does all of a run. */
    static void runTogether(List<Job<?, ?>> run, Handle handle) {
        run.getFirst().runWith(run, handle);
    }

    /** All of a run have this very work, and so its types. */
    @SuppressWarnings("unchecked")
    private void runWith(List<Job<?, ?>> run, Handle handle) {
        List<I> items = new ArrayList<>(run.size());
        run.forEach(job -> {
            // It may have been refused in a transaction that did not come to its end.
            job.refusal = Optional.empty();
            items.add((I) job.item);
        });
        List<R> results = work.run(handle, items);
        if (results.size() != run.size()) {
            throw new IllegalStateException(work.operation() + ": not one result for each");
        }
        for (int i = 0; i < run.size(); i++) {
            ((Job<I, R>) run.get(i)).result = Optional.of(results.get(i));
        }
    }

    CompletableFuture<R> done() {
        return done;
    }

    String operation() {
        return work.operation();
    }

    /** It is the job that is at fault, not the disk. */
    void refuse(RuntimeException why) {
        refusal = Optional.of(why);
    }

    /** Tells the caller that what the job did is on disk, or why the job was refused. */
    void tellCommitted() {
        refusal.ifPresentOrElse(done::completeExceptionally, () -> done.complete(result.orElseThrow()));
    }

    /** Tells the caller that nothing of it is on disk. */
    void tellLost(Exception why) {
        done.completeExceptionally(refusal.orElseGet(() -> new StoreUnavailableException(operation(), why)));
    }
}
