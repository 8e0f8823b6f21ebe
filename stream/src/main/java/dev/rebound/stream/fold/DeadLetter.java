package dev.rebound.stream.fold;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Something nothing could be made of, with the reason and what it was, so that it can be mended and sent again. */
public final class DeadLetter {

    /** Octets kept of what was not understood. */
    public static final int OCTETS_MAX = 64 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private DeadLetter() {}

    /** Why. Written by name, so names are kept for ever. */
    public enum Why {
        /** Nobody told of the message, and nobody will: the watermark is past it. */
        NO_SUCH_MESSAGE,
        /** The message is another account's. */
        OTHER_ACCOUNT,
        /** It has not the form that its topic has. */
        UNREADABLE,
        /** A report that no token of ours ties to a message. */
        NO_TOKEN,
        /** The token had expired. */
        EXPIRED_TOKEN,
        /** The report names nobody that it could be about. */
        NO_RECIPIENT,
        /** A message of a file that is larger than a report can be; how large it is was not looked for. */
        TOO_LARGE
    }

    /** An observation. */
    static Told of(Seen seen, Why why) {
        return told(why, "", "", SeenWriter.write(seen));
    }

    /**
     * A record of a topic.
     *
     * @param detail what is wrong with it, without anything of what is in it
     * @param place where it stands: topic, partition, offset
     */
    public static Told told(Why why, String detail, String place, byte[] content) {
        ObjectNode node = JSON.createObjectNode().put("v", 1).put("why", why.name());
        if (!detail.isEmpty()) {
            node.put("detail", detail);
        }
        if (!place.isEmpty()) {
            node.put("place", place);
        }
        node.put("octets", content.length);
        node.put("content", content.length > OCTETS_MAX ? Arrays.copyOf(content, OCTETS_MAX) : content);
        return Told.of(Output.DEAD, place, node.toString().getBytes(StandardCharsets.UTF_8));
    }
}
