package dev.rebound.server.boot;

import dev.rebound.classify.own.RulesInForce;
import dev.rebound.classify.rule.RuleProblem;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the folder of own rules changed, and logs what came of it once.
 *
 * <p>File times are compared; the notices that operating systems give were rejected, because they miss
 * what happens on network drives and in mounted volumes, which is where such folders lie. The wall clock
 * is meant, also in a rehearsal: people save files in real time.
 */
final class RulesWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(RulesWatch.class);

    private final RulesInForce rules;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rules-watch").factory());

    private RulesWatch(RulesInForce rules) {
        this.rules = rules;
    }

    static RulesWatch start(RulesInForce rules) {
        RulesWatch watch = new RulesWatch(rules);
        log(rules.state());
        var _ = watch.timer.scheduleWithFixedDelay(
                watch::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            rules.refresh().ifPresent(RulesWatch::log);
        } catch (RuntimeException e) {
            // a timer stops for good at the first exception, and nobody would see why rules stay old
            LOG.error("The folder of own rules could not be looked at", e);
        }
    }

    private static void log(RulesInForce.State state) {
        state.refusal()
                .ifPresentOrElse(
                        refusal -> LOG.warn(
                                "Own rules refused, version={} stays in force problems={} first={}",
                                state.version(),
                                refusal.problems().size(),
                                first(refusal)),
                        () -> LOG.info(
                                "Rules in force version={} own={} switchedOff={}",
                                state.version(),
                                state.ownRules().size(),
                                state.switchedOff().size()));
    }

    /** Without the message: it may repeat an example, and an example may name people. */
    private static String first(RulesInForce.Refusal refusal) {
        RuleProblem problem = refusal.problems().getFirst();
        return problem.file() + ":" + problem.place();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
