package dev.rebound.server.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two runs side by side, as a machine with two cores is best used: most of a life is starting and waiting. */
final class KillRuns {

    private static final int SIDE_BY_SIDE = 2;

    private KillRuns() {}

    /**
     * The long run: kills that often and says what it has seen; {@code scripts/kill-run} starts it.
     *
     * @param args an empty folder, how many kills, and a seed
     */
    public static void main(String[] args) throws Exception {
        long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
        List<KillRun.Report> reports = run(Path.of(args[0]), Integer.parseInt(args[1]), seed);
        reports.forEach(System.out::println);
        List<String> problems = problems(reports);
        problems.forEach(System.out::println);
        System.out.println(problems.isEmpty() ? "The books agree." : "The books do not agree.");
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /** Kills that often in all. */
    static List<KillRun.Report> run(Path folder, int kills, long seed) throws Exception {
        System.out.println("seed " + seed);
        List<String> options = FastStart.options(folder);
        List<Future<KillRun.Report>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                Path of = folder.resolve("run-" + i);
                long with = seed + i;
                runs.add(threads.submit(() -> KillRun.run(of, kills / SIDE_BY_SIDE, with, options)));
            }
        }
        List<KillRun.Report> reports = new ArrayList<>();
        for (Future<KillRun.Report> run : runs) {
            reports.add(result(run));
        }
        return reports;
    }

    /** Whatever must not be, of all runs. */
    static List<String> problems(List<KillRun.Report> reports) {
        return reports.stream()
                .flatMap(report -> report.books().problems().stream())
                .toList();
    }

    private static KillRun.Report result(Future<KillRun.Report> run) throws Exception {
        try {
            return run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError found) {
                throw found;
            }
            throw e;
        }
    }
}
