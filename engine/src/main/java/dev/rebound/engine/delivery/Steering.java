package dev.rebound.engine.delivery;

import dev.rebound.engine.control.Controls;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.lane.LaneStatus;
import dev.rebound.engine.lane.Lanes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** What people can do to a running dispatcher, and what they see of it. Thread-safe, as its parts are. */
final class Steering implements Controls.Delivery {

    private final Lanes<ClaimedMessage> lanes;
    private final Signpost signpost;
    private final Withholding withholding;
    private final InstantSource clock;
    private final Consumer<Optional<EmailId>> wake;

    /**
     * @param wake makes the dispatcher look at the queue at once, at an email first if one is named
     */
    Steering(
            Lanes<ClaimedMessage> lanes,
            Signpost signpost,
            Withholding withholding,
            InstantSource clock,
            Consumer<Optional<EmailId>> wake) {
        this.lanes = lanes;
        this.signpost = signpost;
        this.withholding = withholding;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    public void wake(EmailId email) {
        wake.accept(Optional.of(email));
    }

    @Override
    public void probeNow() {
        lanes.probeNow(clock.instant());
        wake.accept(Optional.empty());
    }

    @Override
    public String destinationOf(String domain) {
        return signpost.known(domain).orElse(domain);
    }

    @Override
    public Optional<LaneStatus> laneOf(String domain) {
        return signpost.known(domain).flatMap(group -> lanes.status(group, clock.instant()));
    }

    @Override
    public Optional<Instant> withheldUntil(EmailId email, String domain) {
        return withholding.until(email, destinationOf(domain), clock.instant());
    }

    @Override
    public Optional<Instant> withheldUntil(String domain) {
        return withholding.until(destinationOf(domain), clock.instant());
    }
}
