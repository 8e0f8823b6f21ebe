package dev.rebound.cli.admin;

import dev.rebound.cli.Rebound;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.BulkId;
import dev.rebound.engine.bulk.BadLine;
import dev.rebound.engine.bulk.BulkChange;
import dev.rebound.engine.bulk.BulkChange.Count;
import dev.rebound.engine.bulk.BulkChanges;
import dev.rebound.engine.bulk.BulkChanges.Answer;
import dev.rebound.engine.bulk.Bulks;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.listfile.ListReading;
import dev.rebound.store.Store;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** Carries a bulk change out from the shell: reads, counts or applies, and says what came of it. */
final class BulkRun {

    static final String BY = "command line";

    private static final Duration SAID_EVERY = Duration.ofSeconds(1);

    private final CommandSpec spec;
    private final Store store;
    private final BulkChanges changes;
    private long saidAt = System.nanoTime();

    BulkRun(CommandSpec spec, Store store) {
        this.spec = spec;
        this.store = store;
        WorldClock clock = WorldClock.system(store.ledger().lastEventAt().orElse(Instant.MIN));
        changes = new BulkChanges(store.bulks(), store.suppressions(), store.auditLog(), clock, work -> {});
    }

    BulkChanges changes() {
        return changes;
    }

    /** Whether there is such an account; says so if not. */
    boolean hasAccount(AccountId account) {
        boolean known = store.accounts().find(account).isPresent();
        if (!known) {
            say("There is no account " + account + "; see: rebound accounts list");
        }
        return known;
    }

    /** Reads a file; says what is wrong with it if it cannot be read. */
    boolean read(ListReading.Task task, Function<Diagnostic, Verdict> classifier) {
        return new ListReading(changes, classifier)
                .read(task, lines -> sayNowAndThen(String.format(Locale.ROOT, "%,d lines read", lines)));
    }

    /** Finds out what would come of what has been read, and prints it. */
    int preview(AccountId account, BulkId id, OutputFormat output) {
        changes.count(id);
        runOn(id, "addresses looked at");
        BulkChange change = changes.find(account, id).orElseThrow();
        print(change, output);
        changes.discard(account, id);
        return 0;
    }

    /** Carries out what has been read, and prints what came of it. */
    int apply(AccountId account, BulkId id, String why, OutputFormat output) {
        changes.ready(id);
        Answer answer = changes.apply(account, id, BY, why);
        if (answer == Answer.WHY_MISSING) {
            say("Say why, in at most 500 characters: --why TEXT");
            return Rebound.EXIT_FAILED;
        }
        runOn(id, "addresses changed or left");
        print(changes.find(account, id).orElseThrow(), output);
        return 0;
    }

    /** Goes through all that is left of the stage it is at. */
    void runOn(BulkId id, String what) {
        long[] through = new long[1];
        changes.run(id, portion -> {
            through[0] += portion;
            sayNowAndThen(String.format(Locale.ROOT, "%,d %s", through[0], what));
        });
    }

    private void sayNowAndThen(String what) {
        if (System.nanoTime() - saidAt > SAID_EVERY.toNanos()) {
            saidAt = System.nanoTime();
            say(what);
        }
    }

    void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }

    /** What came of it, and on standard error the lines that were left out. */
    void print(BulkChange change, OutputFormat output) {
        change.problem().ifPresent(problem -> say("The file cannot be used: " + problem));
        BulkChange.Figures figures = change.figures();
        say(String.format(
                Locale.ROOT,
                "Bulk change %s: %s, %,d lines, %,d addresses, %,d repeated, %,d lines left out%s",
                change.id(),
                change.stage(),
                figures.lines(),
                figures.entries(),
                figures.repeated(),
                figures.badLines(),
                change.order().source().map(source -> ", a list of " + source).orElse("")));
        sayBadLines(change);
        List<Count> counts = change.undone().isPresent() ? change.undoneCounts() : change.counts();
        Listing listing = new Listing("outcome", "reason", "addresses");
        counts.forEach(count ->
                listing.add(count.outcome(), count.reason().map(Enum::name).orElse(""), count.number()));
        listing.print(spec.commandLine().getOut(), output);
    }

    private void sayBadLines(BulkChange change) {
        for (BadLine line : changes.badLines(change.id(), 0, Bulks.BAD_LINES_KEPT_MAX)) {
            say("line " + line.line() + ": " + line.problem());
        }
        long more = change.figures().badLines() - Bulks.BAD_LINES_KEPT_MAX;
        if (more > 0) {
            say("and " + more + " more");
        }
    }

    /** One of the account's; says so if there is none. */
    Optional<BulkChange> find(AccountId account, long id) {
        Optional<BulkChange> found = id < 1 ? Optional.empty() : changes.find(account, new BulkId(id));
        if (found.isEmpty()) {
            say("The account has no bulk change " + id + "; see: rebound suppressions changes --account " + account);
        }
        return found;
    }
}
