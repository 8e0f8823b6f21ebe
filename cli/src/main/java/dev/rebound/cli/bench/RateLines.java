package dev.rebound.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.bench.Spread;
import dev.rebound.bench.load.Rate;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Rates of load runs: a table for people, a JSON object a line for programs. */
final class RateLines {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "%-12s %-32s %-24s %s%n";

    /** How results are printed. */
    enum Form {
        TEXT,
        JSONL
    }

    private RateLines() {}

    /**
     * Prints them.
     *
     * @param what is counted, in the plural
     * @param peer the contender that the others are compared with
     */
    static void print(PrintStream out, Form form, String what, String peer, List<Rate> rates) {
        switch (form) {
            case TEXT -> {
                out.printf(Locale.ROOT, ROW, "contender", what + "/s", "cpu us", "of " + peer);
                rates.forEach(rate -> out.printf(
                        Locale.ROOT,
                        ROW,
                        rate.contender(),
                        shown(rate.perSecond(), "%,.0f"),
                        shown(rate.cpuMicros(), "%.1f"),
                        shown(rate.ofPeer(), "%.2f")));
            }
            case JSONL -> rates.forEach(rate -> out.println(json(rate)));
        }
    }

    private static String shown(Spread spread, String form) {
        return String.format(
                Locale.ROOT, form + " (" + form + " to " + form + ")", spread.median(), spread.least(), spread.most());
    }

    private static String json(Rate rate) {
        ObjectNode object = JSON.createObjectNode();
        object.put("contender", rate.contender());
        put(object, "per_second", rate.perSecond());
        put(object, "cpu_us", rate.cpuMicros());
        put(object, "of_peer", rate.ofPeer());
        return object.toString();
    }

    private static void put(ObjectNode object, String name, Spread spread) {
        object.putObject(name)
                .put("least", spread.least())
                .put("median", spread.median())
                .put("most", spread.most());
    }
}
