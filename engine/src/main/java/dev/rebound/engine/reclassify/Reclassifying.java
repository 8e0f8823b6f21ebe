package dev.rebound.engine.reclassify;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.engine.policy.Policies;
import dev.rebound.engine.reclassify.Reclassification.Kind;
import dev.rebound.engine.reclassify.Reclassification.Progress;
import dev.rebound.engine.reclassify.Reclassification.State;
import dev.rebound.engine.reclassify.Reclassifications.Changed;
import dev.rebound.engine.reclassify.Reclassifications.Order;
import dev.rebound.engine.reclassify.Reclassifications.Step;
import dev.rebound.engine.time.WorldClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: after the rules changed, past bounces are judged again. First as a dry run, which changes nothing; then
 * for good, as events of the ledger, with everything that follows from another verdict under the account's policy; and
 * that can be taken back.
 *
 * <p>One at a time, in portions, each committed with how far it has come, so a crash costs a portion at most and
 * {@link #finish} goes on behind it. What happened to an address meanwhile stands: a message whose verdict is no longer
 * the one that was looked at is passed over, and what people have lifted stays lifted.
 */
public final class Reclassifying {

    /** Bounces looked at in one portion. */
    private static final int PORTION = 1_000;

    private static final int LISTED_MAX = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Reclassifying.class);

    /**
     * Rules to judge by.
     *
     * @param version what verdicts by them carry
     */
    public record Rules(String version, Function<Diagnostic, Verdict> judge) {}

    /**
     * What it works with.
     *
     * @param inForce the rules by which returned mail is judged now
     */
    public record Parts(
            Reclassifications store, Policies policies, AuditLog audit, Supplier<Rules> inForce, WorldClock clock) {}

    private final Reclassifications store;
    private final Policies policies;
    private final AuditLog audit;
    private final Supplier<Rules> inForce;
    private final WorldClock clock;
    private final Executor background;
    /** The one that was running at the last look. */
    private Optional<Reclassification> lastSeen = Optional.empty();

    /**
     * @param background where the work is done; if in the caller's own thread, whatever begins it returns when it is
     *     done
     */
    public Reclassifying(Parts parts, Executor background) {
        this.store = parts.store();
        this.policies = parts.policies();
        this.audit = parts.audit();
        this.inForce = parts.inForce();
        this.clock = parts.clock();
        this.background = background;
    }

    /** Those there were, the newest first. */
    public List<Reclassification> list() {
        return store.list(LISTED_MAX);
    }

    public Optional<Reclassification> find(long id) {
        return store.find(id);
    }

    /** Begins to show what the rules in force would change; empty if another is running. */
    public Optional<Reclassification> tryOut(String by) {
        return tryOut(inForce.get(), by);
    }

    /** Begins to show what rules that nobody has put in force would change; empty if another is running. */
    public Optional<Reclassification> tryOut(Rules rules, String by) {
        Optional<Reclassification> begun = begin(Kind.DRY_RUN, by, rules.version(), Optional.empty());
        begun.ifPresent(run -> inBackground(run, () -> judge(run, rules)));
        return begun;
    }

    /** Begins to judge by the rules in force; empty if another is running. */
    public Optional<Reclassification> apply(String by) {
        Rules rules = inForce.get();
        Optional<Reclassification> begun = begin(Kind.APPLY, by, rules.version(), Optional.empty());
        begun.ifPresent(run -> inBackground(run, () -> judge(run, rules)));
        return begun;
    }

    /**
     * Begins to take back what one changed; empty if another is running.
     *
     * @throws IllegalArgumentException if it {@linkplain Reclassification#mayBeUndone() cannot be}
     */
    public Optional<Reclassification> undo(Reclassification done, String by) {
        if (!done.mayBeUndone()) {
            throw new IllegalArgumentException("nothing to take back: " + done.id());
        }
        Optional<Reclassification> begun = begin(Kind.UNDO, by, done.rulesVersion(), Optional.of(done.id()));
        begun.ifPresent(run -> inBackground(run, () -> takeBack(run, done.id())));
        return begun;
    }

    /** Ends one that is running where it is. */
    public void stop(long id) {
        store.end(id, State.STOPPED);
    }

    /** Goes on with one that was running when the process ended or the store failed; returns when it is through. */
    public void finish() {
        store.running().ifPresent(run -> {
            switch (run.kind()) {
                case UNDO -> takeBack(run, run.undoes().orElseThrow());
                case DRY_RUN, APPLY -> {
                    Rules rules = inForce.get();
                    if (rules.version().equals(run.rulesVersion())) {
                        judge(run, rules);
                    } else {
                        LOG.warn(
                                "Judging past bounces again ends early: its rules are no longer in force id={}",
                                run.id());
                        store.end(run.id(), State.STOPPED);
                    }
                }
            }
        });
    }

    /**
     * To be called every few seconds by one process: goes on with one that has not come further since the last call, because the
     * process that was at it has ended or its store failed.
     */
    public void finishAbandoned() {
        Optional<Reclassification> running = store.running();
        if (running.isPresent() && running.equals(lastSeen)) {
            finish();
        }
        lastSeen = running;
    }

    private Optional<Reclassification> begin(Kind kind, String by, String version, Optional<Long> undoes) {
        Optional<Reclassification> begun = store.begin(new Order(kind, clock.instant(), by, version, undoes));
        begun.filter(run -> kind != Kind.DRY_RUN)
                .ifPresent(run -> audit.append(new AuditEntry(
                        run.at(),
                        Optional.empty(),
                        by,
                        AuditAction.RECLASSIFIED,
                        Long.toString(run.id()),
                        undoes.map(former -> "\u21a9 " + former).orElse(version))));
        return begun;
    }

    private void inBackground(Reclassification run, Runnable work) {
        background.execute(() -> {
            try {
                work.run();
            } catch (StoreUnavailableException e) {
                LOG.warn("Judging past bounces again broke off; it goes on later id={}", run.id(), e);
            }
        });
    }

    private void judge(Reclassification run, Rules rules) {
        Trial trial = new Trial(store, policies, rules.judge(), clock);
        Progress progress = run.progress();
        List<PastBounce> page = store.bouncesAfter(progress.through(), PORTION);
        while (!page.isEmpty()) {
            List<Trial.Rejudged> changed = trial.of(page);
            Progress next = new Progress(
                    page.getLast().message().value(),
                    progress.looked() + page.size(),
                    progress.outcome().and(trial.outcome(changed)));
            List<Step> steps = run.kind() == Kind.DRY_RUN
                    ? List.of()
                    : changed.stream().map(each -> step(run, each)).toList();
            if (!store.advance(run.id(), progress, next, steps)) {
                return;
            }
            progress = next;
            page = store.bouncesAfter(progress.through(), PORTION);
        }
        store.end(run.id(), State.DONE);
    }

    private Step step(Reclassification run, Trial.Rejudged each) {
        PastBounce bounce = each.bounce();
        return new Step(
                bounce.address(),
                new Observation.Reclassify(
                        bounce.message(), clock.instant(), run.id(), bounce.verdict(), each.verdict()));
    }

    private void takeBack(Reclassification run, long undone) {
        Progress progress = run.progress();
        List<Changed> page = store.changedBy(undone, progress.through(), PORTION);
        while (!page.isEmpty()) {
            Progress next = new Progress(
                    page.getLast().number(),
                    progress.looked() + page.size(),
                    progress.outcome().and(Trial.takenBack(page)));
            List<Step> steps = page.stream()
                    .map(Changed::event)
                    .map(event -> new Step(
                            event.address(),
                            new Observation.Reclassify(
                                    event.message(),
                                    clock.instant(),
                                    run.id(),
                                    /* before= */ event.verdict(),
                                    /* verdict= */ event.before())))
                    .toList();
            if (!store.advance(run.id(), progress, next, steps)) {
                return;
            }
            progress = next;
            page = store.changedBy(undone, progress.through(), PORTION);
        }
        store.end(run.id(), State.DONE);
    }
}
