package dev.rebound.transport;

import dev.rebound.engine.delivery.MessageContent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A message's content in one piece, as a test wants to look at it. */
public final class WholeMessage {

    private WholeMessage() {}

    /** Given text as content. */
    public static MessageContent given(String text) {
        return new MessageContent.Given(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All octets of a content. */
    public static byte[] octetsOf(MessageContent content) {
        return switch (content) {
            case MessageContent.Given(byte[] text) -> text;
            case MessageContent.Composed(byte[] own, byte[] shared) -> {
                byte[] whole = Arrays.copyOf(own, own.length + shared.length);
                System.arraycopy(shared, 0, whole, own.length, shared.length);
                yield whole;
            }
        };
    }

    /** All of a content, read as UTF-8. */
    public static String textOf(MessageContent content) {
        return new String(octetsOf(content), StandardCharsets.UTF_8);
    }
}
