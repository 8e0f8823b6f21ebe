package dev.rebound.cli.admin;

import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.Node.Ending;
import dev.rebound.engine.node.Node.Settled;
import dev.rebound.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebound nodes}. */
@Command(
        name = "nodes",
        header = "The servers that share the database, and who does what.",
        description = {
            "Those at work come first, then the last that ended, with what they left: \"returned\" messages went back to"
                    + " the queue, of those \"in doubt\" nobody knows whether a server has them.",
            "A server that is LIVE and was not heard of for longer than its lease is taken over in a moment.",
            "With SQLite there is one server, and nothing is listed."
        },
        footer = {"", "Example:", "  rebound nodes --config rebound.toml"},
        mixinStandardHelpOptions = true)
public final class NodesCommand implements Runnable {

    private static final int SHOWN_MAX = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private StoreOptions options;

    @Option(names = "--output", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.text;

    @Override
    public void run() {
        Listing listing = new Listing(
                "number",
                "name",
                "host",
                "version",
                "state",
                "since",
                "seen",
                "inHand",
                "rules",
                "duties",
                "ended",
                "takenOver",
                "returned",
                "doubtful");
        try (Store store = options.open()) {
            List<Node> nodes = store.isShared() ? store.nodes().list(SHOWN_MAX) : List.of();
            nodes.forEach(node -> add(listing, node));
        }
        listing.print(spec.commandLine().getOut(), output);
    }

    private static void add(Listing listing, Node node) {
        Optional<Settled> settled = node.ending().flatMap(Ending::settled);
        listing.add(
                node.number(),
                node.about().name(),
                node.about().host(),
                node.about().version(),
                node.state(),
                node.joinedAt(),
                node.standing().seenAt(),
                node.standing().inHand(),
                node.about().rulesVersion(),
                node.duties().stream().map(Duty::name).collect(Collectors.joining(" ")),
                node.ending().map(ending -> ending.at().toString()).orElse(""),
                settled.map(found -> found.at().toString()).orElse(""),
                settled.map(found -> Integer.toString(found.returned())).orElse(""),
                settled.map(found -> Integer.toString(found.doubtful())).orElse(""));
    }
}
