package dev.rebound.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one way an event becomes a line of the log: as text, or as a JSON object. Every address is redacted here,
 * in fields and in the messages of exceptions too. A line break in a message would let whoever sent a mail write log
 * lines of their own, so it becomes a blank. Thread-safe.
 */
public final class LogLine extends LayoutBase<ILoggingEvent> {

    /** How lines are written. */
    public enum Format {
        /** Moment, level, where from, and a message with fields {@code key=value}. */
        TEXT,
        /** JSON Lines: the fields as members of their own. */
        JSON
    }

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** A placeholder of SLF4J, with the key of its field if it has one. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?:(\\w+)=)?\\{}");

    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\u0085\\u2028\\u2029]+");

    private volatile Format format = Format.TEXT;

    /** From now on lines are written like this. */
    public void write(Format wanted) {
        this.format = wanted;
    }

    /** As Logback's configuration names it. */
    public void setFormat(String name) {
        write(Format.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return switch (format) {
            case TEXT -> text(event);
            case JSON -> json(event);
        };
    }

    private static String text(ILoggingEvent event) {
        return MOMENT.format(moment(event)) + String.format(Locale.ROOT, " %-5s ", event.getLevel()) + shortName(event)
                + " " + message(event) + System.lineSeparator() + trace(event);
    }

    private static String json(ILoggingEvent event) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("at", MOMENT.format(moment(event)))
                .put("level", event.getLevel().toString())
                .put("logger", shortName(event))
                .put("message", message(event));
        for (Field field : fields(event)) {
            line.put(line.has(field.key()) ? "field." + field.key() : field.key(), field.value());
        }
        String trace = trace(event);
        if (!trace.isEmpty()) {
            line.put("exception", trace);
        }
        return line + System.lineSeparator();
    }

    private static Instant moment(ILoggingEvent event) {
        return Instant.ofEpochMilli(event.getTimeStamp());
    }

    private static String shortName(ILoggingEvent event) {
        String name = event.getLoggerName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String message(ILoggingEvent event) {
        Set<String> keys = new TreeSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(String.valueOf(event.getMessage()));
        while (placeholder.find()) {
            if (placeholder.group(1) != null) {
                keys.add(placeholder.group(1));
            }
        }
        String oneLine =
                BREAKS.matcher(String.valueOf(event.getFormattedMessage())).replaceAll(" ");
        return Redaction.of(oneLine, keys::contains);
    }

    private record Field(String key, String value) {}

    private static List<Field> fields(ILoggingEvent event) {
        List<Field> fields = new ArrayList<>();
        Object[] arguments = event.getArgumentArray();
        Matcher placeholder = PLACEHOLDER.matcher(String.valueOf(event.getMessage()));
        for (int i = 0; arguments != null && i < arguments.length && placeholder.find(); i++) {
            if (placeholder.group(1) != null) {
                String value = BREAKS.matcher(String.valueOf(arguments[i])).replaceAll(" ");
                fields.add(new Field(placeholder.group(1), Redaction.of(value, key -> false)));
            }
        }
        return fields;
    }

    private static String trace(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null ? "" : Redaction.of(ThrowableProxyUtil.asString(thrown), key -> false);
    }
}
