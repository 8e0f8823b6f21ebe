package dev.rebound.server.demo;

import dev.rebound.engine.time.RehearsalClock;
import java.time.Duration;
import java.time.Instant;

/** How the story moves its clock: never to where {@link ClockFile} has not promised before that it would go. */
final class StoryClock {

    private final RehearsalClock clock;
    private final ClockFile file;
    private final double speed;

    /** The past of {@code options} goes by in its time to catch up, which makes the speed. */
    StoryClock(RehearsalClock clock, ClockFile file, DemoOptions options) {
        this.clock = clock;
        this.file = file;
        this.speed = (double) options.past().toNanos() / options.catchUp().toNanos();
    }

    /** Hurries to this moment and goes on from there at the usual pace; does nothing if it has passed. */
    void hurryTo(Instant moment) {
        Duration shown = Duration.between(clock.instant(), moment);
        Duration real = Duration.ofNanos((long) (shown.toNanos() / speed));
        if (real.isPositive()) {
            // What the clock shows when the file is next looked at.
            file.promise(clock.instant().plus(shown.dividedBy(10)));
            clock.hurryTo(moment, real);
        }
    }

    /** Lets this much time pass at once. */
    void pass(Duration time) {
        file.promise(clock.instant().plus(time).plus(ClockFile.COVERED));
        clock.jump(time);
    }

    void awaitUntil(Instant moment) throws InterruptedException {
        clock.awaitUntil(moment);
    }

    Instant instant() {
        return clock.instant();
    }
}
