package dev.rebound.server.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes figures in Prometheus' text format, version 0.0.4
 * (prometheus.io/docs/instrumenting/exposition_formats). Not thread-safe.
 */
final class Exposition {

    /** The media type of what is written. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder out = new StringBuilder();

    /** A figure that goes up and down. */
    Exposition gauge(String name, String help, Number value) {
        return begin(name, help, "gauge").sample(name, Map.of(), value);
    }

    /** A figure that only grows while the process lives. */
    Exposition counter(String name, String help, Number value) {
        return begin(name, help, "counter").sample(name, Map.of(), value);
    }

    /** Says what the samples that follow mean. */
    Exposition begin(String name, String help, String type) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** One sample of a metric that was begun; labels are written in order of their names. */
    Exposition sample(String name, Map<String, String> labels, Number value) {
        out.append(name);
        if (!labels.isEmpty()) {
            out.append('{');
            String between = "";
            for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
                out.append(between)
                        .append(label.getKey())
                        .append("=\"")
                        .append(escaped(label.getValue()))
                        .append('"');
                between = ",";
            }
            out.append('}');
        }
        out.append(' ').append(number(value)).append('\n');
        return this;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(Number value) {
        return value instanceof Double fraction ? String.format(Locale.ROOT, "%.3f", fraction) : value.toString();
    }

    String text() {
        return out.toString();
    }
}
