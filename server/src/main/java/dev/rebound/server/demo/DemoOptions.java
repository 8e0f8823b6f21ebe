package dev.rebound.server.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the demo runs.
 *
 * @param folder the demo's own data folder
 * @param fresh whether what an earlier demo left there is removed first
 * @param httpPort of the pages; 0 takes any free one
 * @param submissionPort where programs hand mail over; 0 takes any free one
 * @param past how far in the past the story begins
 * @param catchUp how long it takes, in real time, to come to the present
 */
public record DemoOptions(
        Path folder, boolean fresh, int httpPort, int submissionPort, Duration past, Duration catchUp) {

    /** 90 hours, enough for every message of the first emails to be tried for 72, pass in a minute. */
    public static DemoOptions standard(Path folder) {
        return new DemoOptions(folder, false, 8080, 2587, Duration.ofHours(90), Duration.ofMinutes(1));
    }
}
