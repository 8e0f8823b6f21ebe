package dev.rebound.transport.smtp;

import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.transport.wire.CrlfText;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A message's text in the two forms a server may take it in, each in segments that are not copied together.
 *
 * @param message as it was given to us
 * @param text lines that end in CRLF: what follows {@code BDAT} (RFC 3030)
 * @param stuffed the same with opening dots doubled (RFC 5321, section 4.5.2): what follows {@code DATA}
 * @param eightBit whether there are bytes over 127
 */
record WireContent(MessageContent message, List<byte[]> text, List<byte[]> stuffed, boolean eightBit) {

    /** Content that is in wire form already is not copied. */
    static WireContent of(MessageContent message) {
        return switch (message) {
            case MessageContent.Composed(byte[] own, byte[] shared) -> {
                List<byte[]> text = List.of(own, shared);
                // Only addresses in the head can have letters beyond ASCII.
                yield new WireContent(message, text, text, hasEightBit(own));
            }
            case MessageContent.Given(byte[] given) -> {
                byte[] text = CrlfText.of(given);
                yield new WireContent(message, List.of(text), List.of(stuffed(text)), hasEightBit(text));
            }
        };
    }

    /** How long the text is, without doubled dots. */
    int octets() {
        return text.stream().mapToInt(segment -> segment.length).sum();
    }

    private static byte[] stuffed(byte[] text) {
        int dots = 0;
        for (int i = 0; i < text.length; i++) {
            dots += opens(text, i) ? 1 : 0;
        }
        if (dots == 0) {
            return text;
        }
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(text.length + dots);
        for (int i = 0; i < text.length; i++) {
            if (opens(text, i)) {
                stuffed.write('.');
            }
            stuffed.write(text[i]);
        }
        return stuffed.toByteArray();
    }

    /** Whether a dot opens a line here. */
    private static boolean opens(byte[] text, int at) {
        return text[at] == '.' && (at == 0 || text[at - 1] == '\n');
    }

    private static boolean hasEightBit(byte[] content) {
        int all = 0;
        for (byte octet : content) {
            all |= octet;
        }
        return all < 0;
    }
}
