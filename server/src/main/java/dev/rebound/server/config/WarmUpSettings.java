package dev.rebound.server.config;

import dev.rebound.engine.warmup.WarmUpPlan;
import dev.rebound.engine.warmup.WarmUpSchedule;
import dev.rebound.server.config.SendingSettings.PoolAddress;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of our addresses are new, and how many messages they may send on their first days.
 *
 * @param addresses that are being warmed up
 * @param steps in place of the usual ones
 * @param spills whether what an address may not take any more leaves from others of its pool
 */
public record WarmUpSettings(List<NewAddress> addresses, List<Steps> steps, boolean spills) {

    private static final Setting<List<NewAddress>> WARM_UP = Kinds.list(
            "sending.warm-up",
            1_000,
            "texts like \"192.0.2.7 2026-11-24\"",
            "Addresses of pools that are new, each with the first day it sends. Until it is known it takes only so many"
                    + " messages a day to each destination; what is more waits for the next day.",
            NewAddress::parse);
    private static final Setting<List<Steps>> STEPS = Kinds.list(
            "sending.warm-up-steps",
            100,
            "texts like \"google.com 50 100 200 400\"",
            "Messages a day to a destination from the first day on, in place of the usual steps; \"* 50 100\" is for"
                    + " destinations that are not named. After the last step there is no limit. The usual: 30 days, 50"
                    + " to 500,000.",
            Steps::parse);
    private static final Setting<Boolean> SPILL = Kinds.flag(
            "sending.warm-up-spill",
            false,
            "Whether what a new address may not take any more today leaves from the other addresses of its pool."
                    + " Otherwise it waits.");

    static final List<Setting<?>> ALL = List.of(WARM_UP, STEPS, SPILL);

    /** A new address and its first day. */
    public record NewAddress(InetAddress address, LocalDate start) {

        static NewAddress parse(String text) {
            List<String> words = SendingSettings.words(text);
            if (words.size() != 2) {
                throw new IllegalArgumentException("expected IP address and first day, with a blank between");
            }
            try {
                return new NewAddress(InetAddress.ofLiteral(words.getFirst()), LocalDate.parse(words.getLast()));
            } catch (DateTimeException noDay) {
                throw new IllegalArgumentException("expected a day such as 2026-11-24", noDay);
            }
        }
    }

    /** Messages a day to one destination. */
    public record Steps(String destination, List<Integer> messages) {

        static Steps parse(String text) {
            List<String> words = SendingSettings.words(text);
            String named = words.getFirst();
            List<Integer> messages =
                    words.stream().skip(1).map(Integer::parseInt).toList();
            if (messages.isEmpty()
                    || messages.size() > WarmUpSchedule.DAYS_MAX
                    || messages.stream().anyMatch(day -> day < 1 || day > WarmUpSchedule.MESSAGES_MAX)) {
                throw new IllegalArgumentException(
                        "expected a destination and 1 to 120 numbers of messages, with blanks between");
            }
            return new Steps(named.equals(WarmUpSchedule.ANY) ? named : Kinds.domain(named), messages);
        }
    }

    static WarmUpSettings from(Values values) {
        return new WarmUpSettings(values.get(WARM_UP), values.get(STEPS), values.get(SPILL));
    }

    /** What does not fit together. */
    List<String> problems(List<PoolAddress> pools) {
        List<String> problems = new ArrayList<>();
        Set<InetAddress> known = pools.stream().map(PoolAddress::address).collect(Collectors.toSet());
        Set<InetAddress> seen = new HashSet<>();
        for (NewAddress each : addresses) {
            String shown = each.address().getHostAddress();
            if (!known.contains(each.address())) {
                problems.add(WARM_UP.key() + ": no pool of sending.pools has the address " + shown);
            }
            if (!seen.add(each.address())) {
                problems.add(WARM_UP.key() + ": " + shown + " is there twice");
            }
        }
        Set<String> destinations = new HashSet<>();
        for (Steps each : steps) {
            if (!destinations.add(each.destination())) {
                problems.add(STEPS.key() + ": " + each.destination() + " is there twice");
            }
        }
        return problems;
    }

    /**
     * All of it together.
     *
     * @param zone in which days begin
     */
    public WarmUpPlan plan(ZoneId zone) {
        Map<String, LocalDate> starts = addresses.stream()
                .collect(Collectors.toMap(each -> each.address().getHostAddress(), NewAddress::start));
        Map<String, List<Integer>> schedule = new HashMap<>(WarmUpSchedule.USUAL.steps());
        steps.forEach(each -> schedule.put(each.destination(), each.messages()));
        return new WarmUpPlan(starts, new WarmUpSchedule(schedule), zone, spills);
    }
}
