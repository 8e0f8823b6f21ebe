package dev.rebound.engine.node;

import java.util.List;

/** A process may not work on the database beside the others; the message says why and what to do. */
public final class NodeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NodeRefusedException(String message) {
        super(message);
    }

    static NodeRefusedException nameTaken(Node by) {
        Node.About about = by.about();
        return new NodeRefusedException("a node named " + about.name() + " is running on this database (host "
                + about.host() + ", since " + by.joinedAt() + "); stop it, or set node.name to another name here");
    }

    static NodeRefusedException disagrees(String with, List<String> about) {
        return new NodeRefusedException("this node does not agree with the running node " + with + " about: "
                + String.join(", ", about) + ". All nodes of a database must have these alike: copy files of the data"
                + " folder and settings from that node. To change one for all, stop every node first");
    }
}
