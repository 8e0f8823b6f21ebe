package dev.rebound.engine.warmup;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * Which addresses are being warmed up, and how.
 *
 * @param starts the first day of each, by the address as text; before it, the address takes nothing
 * @param zone in which days begin
 * @param spills whether what an address may not take any more leaves from others of its pool; otherwise it waits
 */
public record WarmUpPlan(Map<String, LocalDate> starts, WarmUpSchedule schedule, ZoneId zone, boolean spills) {

    public WarmUpPlan {
        starts = Map.copyOf(starts);
    }
}
