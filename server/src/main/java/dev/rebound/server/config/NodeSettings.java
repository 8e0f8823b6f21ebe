package dev.rebound.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is particular to this server where several share one database.
 *
 * @param name no two that run have the same
 * @param lease how long the others wait for a heartbeat before they stop to believe that it lives; they take over
 *     seconds later
 */
public record NodeSettings(String name, Duration lease) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,63}");

    private static final Setting<Optional<String>> NAME = Kinds.line(
            "node.name",
            "The name of this server among those that share a PostgreSQL database: letters, digits, dots, hyphens and"
                    + " underscores. Empty means the name of the machine.");
    private static final Setting<Duration> LEASE = Kinds.duration(
            "node.lease",
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(15),
            "How long a server may work without reaching the database. Others take over from one that fell silent at most"
                    + " 9 seconds after that.");

    static final List<Setting<?>> ALL = List.of(NAME, LEASE);

    static NodeSettings from(Values values) {
        return new NodeSettings(values.get(NAME).orElseGet(NodeSettings::machine), values.get(LEASE));
    }

    /** What is wrong with it. */
    List<String> problems() {
        return FORM.matcher(name).matches()
                ? List.of()
                : List.of(NAME.key() + ": must be up to 63 letters, digits, dots, hyphens and underscores, was \""
                        + name + "\"");
    }

    /** The machine's own name for itself. */
    public static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
