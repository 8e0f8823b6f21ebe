package dev.rebound.server.node;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.node.Duty;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.Node.Settled;
import dev.rebound.engine.node.NodeNumber;
import dev.rebound.engine.node.Nodes;
import dev.rebound.engine.sharing.NumberStanding;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The page and the API about the nodes of the database. */
public final class NodeFeature implements Feature {

    /** Nodes shown: those that live, and the last that ended. */
    private static final int SHOWN_MAX = 50;

    private final Parts parts;

    /**
     * What it works with.
     *
     * @param nodes empty where the database is a file and one server has it
     * @param lease of this process
     * @param sharing whether the number among installations that share is this one's; empty where nothing is shared
     */
    public record Parts(Optional<Nodes> nodes, Lease lease, Supplier<Optional<NumberStanding>> sharing) {

        /** One server on its own. */
        public static final Parts SOLE = new Parts(Optional.empty(), Lease.SOLE, Optional::empty);
    }

    public NodeFeature(Parts parts) {
        this.parts = parts;
    }

    /**
     * What the page shows.
     *
     * @param shared whether several could share the database
     * @param own this process, while it is one
     * @param sharing with other installations
     */
    public record NodesPage(
            boolean shared, List<Node> nodes, Optional<NodeNumber> own, Optional<NumberStanding> sharing) {

        public NodesPage {
            nodes = List.copyOf(nodes);
        }

        /** Those at work. */
        public List<Node> living() {
            return nodes.stream()
                    .filter(node -> node.state() == Node.State.LIVE)
                    .toList();
        }

        /** Those that have ended. */
        public List<Node> ended() {
            return nodes.stream()
                    .filter(node -> node.state() != Node.State.LIVE)
                    .toList();
        }

        /** Whether this process is that one. */
        public boolean isOwn(Node node) {
            return own.filter(node.number()::equals).isPresent();
        }

        /** Whether they judge by different rules. */
        public boolean rulesDiffer() {
            return living().stream()
                            .map(node -> node.about().rulesVersion())
                            .distinct()
                            .count()
                    > 1;
        }

        /** Duties of a node, by name. */
        public static String duties(Node node) {
            return String.join(", ", node.duties().stream().map(Duty::name).toList());
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get("/operator/nodes", Access.OPERATOR, visit -> visit.page("operator/nodes.jte", page()));
        ApiRoutes.of(routes).get("/operator/nodes", Permission.INSTALLATION, this::answer);
    }

    private NodesPage page() {
        return new NodesPage(
                parts.nodes().isPresent(),
                parts.nodes().map(nodes -> nodes.list(SHOWN_MAX)).orElse(List.of()),
                parts.lease().number(),
                parts.sharing().get());
    }

    private void answer(ApiCall call) {
        call.refuseUnknownParameters();
        NodesPage page = page();
        call.answer(JsonBuilder.object()
                .with("shared", page.shared())
                .with("sharing", page.sharing().map(NodeFeature::json))
                .with(
                        "items",
                        page.nodes().stream().map(node -> json(node, page)).toList()));
    }

    private static JsonBuilder json(Node node, NodesPage page) {
        JsonBuilder json = JsonBuilder.object()
                .with("number", node.number().value())
                .with("name", node.about().name())
                .with("host", node.about().host())
                .with("version", node.about().version())
                .with("rulesVersion", node.about().rulesVersion())
                .with("state", node.state().name())
                .with("thisOne", page.isOwn(node))
                .with("joinedAt", node.joinedAt())
                .with("seenAt", node.standing().seenAt())
                .with("leaseUntil", node.standing().leaseUntil())
                .with("messagesInHand", node.standing().inHand())
                .with("clockAheadMillis", node.standing().clockAhead().toMillis())
                .withTexts("duties", node.duties().stream().map(Duty::name).toList());
        node.ending().ifPresent(ending -> {
            json.with("endedAt", ending.at());
            ending.settled().ifPresent(settled -> json.with("takenOver", json(settled)));
        });
        return json;
    }

    private static JsonBuilder json(NumberStanding sharing) {
        JsonBuilder json = JsonBuilder.object()
                .with("installation", sharing.number())
                .with("identity", sharing.identity())
                .with("number", sharing.state());
        sharing.other()
                .ifPresent(other -> json.with("otherIdentity", other.identity())
                        .with("otherSince", other.since())
                        .with("otherHeardAt", other.heard()));
        return json;
    }

    private static JsonBuilder json(Settled settled) {
        return JsonBuilder.object()
                .with("at", settled.at())
                .with("by", settled.by().value())
                .with("messagesReturned", settled.returned())
                .with("doubtful", settled.doubtful());
    }
}
