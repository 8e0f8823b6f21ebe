package dev.rebound.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.bench.Figures;
import dev.rebound.bench.Messages;
import dev.rebound.bench.Spread;

/** Figures as JSON objects, one a contender and number of threads. */
final class FiguresJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FiguresJson() {}

    static String of(Messages messages, Figures figures) {
        ObjectNode object = JSON.createObjectNode();
        object.put("contender", figures.contender().shown());
        object.put("threads", figures.threads());
        object.put("messages", messages.all().size());
        object.put("mean_bytes", messages.meanBytes());
        put(object, "cpu_us", figures.micros());
        put(object, "per_second", figures.perSecond());
        put(object, "vs_angus", figures.speedUp());
        put(object, "scaling", figures.scaling());
        return object.toString();
    }

    private static void put(ObjectNode object, String name, Spread spread) {
        object.putObject(name)
                .put("least", spread.least())
                .put("median", spread.median())
                .put("most", spread.most());
    }
}
