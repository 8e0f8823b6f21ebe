package dev.rebound.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.bench.Spread;
import dev.rebound.cli.bench.DeliveryRun.Turn;
import dev.rebound.cli.bench.DeliveryRun.Who;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What the rounds of a delivery run showed. */
final class DeliveryTable {

    private static final String ROW = "%-12s %-24s %-20s %-24s %s%n";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeliveryTable() {}

    static void print(PrintStream out, DeliveryRun.Plan plan, List<Map<Who, Turn>> rounds) {
        out.printf(
                Locale.ROOT,
                "%,d messages of %,d octets in each turn; %d rounds, median (least to most)%n%n",
                plan.messages(),
                plan.octets(),
                plan.rounds());
        out.printf(ROW, "who", "messages/s", "rebound is", "cpu us", "rebound takes");
        for (Who who : rounds.getFirst().keySet()) {
            boolean ours = who == Who.REBOUND;
            out.printf(
                    ROW,
                    who.shown(),
                    shown(spread(rounds, who, Turn::perSecond), "%,.0f"),
                    ours ? "" : shown(faster(rounds, who), "%.2f"),
                    shown(spread(rounds, who, Turn::micros), "%,.0f"),
                    ours ? "" : shown(cpuShare(rounds, who), "%.2f"));
        }
    }

    /** An object for each who delivered. */
    static List<String> json(List<Map<Who, Turn>> rounds) {
        return rounds.getFirst().keySet().stream()
                .map(who -> {
                    ObjectNode object = JSON.createObjectNode();
                    object.put("who", who.shown());
                    put(object, "per_second", spread(rounds, who, Turn::perSecond));
                    put(object, "cpu_us", spread(rounds, who, Turn::micros));
                    put(object, "rebound_is_faster", faster(rounds, who));
                    put(object, "rebound_takes_of_cpu", cpuShare(rounds, who));
                    return object.toString();
                })
                .toList();
    }

    private static Spread spread(List<Map<Who, Turn>> rounds, Who who, ToDoubleFunction<Turn> figure) {
        return Spread.of(rounds.stream()
                .map(round -> figure.applyAsDouble(turn(round, who)))
                .toList());
    }

    private static Spread faster(List<Map<Who, Turn>> rounds, Who who) {
        return Spread.of(rounds.stream()
                .map(round ->
                        turn(round, Who.REBOUND).perSecond() / turn(round, who).perSecond())
                .toList());
    }

    private static Spread cpuShare(List<Map<Who, Turn>> rounds, Who who) {
        return Spread.of(rounds.stream()
                .map(round ->
                        turn(round, Who.REBOUND).micros() / turn(round, who).micros())
                .toList());
    }

    private static Turn turn(Map<Who, Turn> round, Who who) {
        return Objects.requireNonNull(round.get(who));
    }

    private static void put(ObjectNode object, String name, Spread spread) {
        object.putObject(name)
                .put("least", spread.least())
                .put("median", spread.median())
                .put("most", spread.most());
    }

    private static String shown(Spread spread, String form) {
        return String.format(
                Locale.ROOT, form + " (" + form + " to " + form + ")", spread.median(), spread.least(), spread.most());
    }
}
