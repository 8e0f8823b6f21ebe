package dev.rebound.parse.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes an mbox in memory apart, as {@link MboxReader} reads it. */
public final class MboxSplitter {

    /** Messages taken from one mbox; the rest is left. */
    public static final int MESSAGES_MAX = 100_000;

    private MboxSplitter() {}

    /** Whether the bytes start as an mbox does. A single message with a {@code From } line counts too. */
    public static boolean isMbox(byte[] content) {
        Lines lines = new Lines(content, 0, content.length);
        return lines.advance() && isFromLine(content, lines);
    }

    /** The messages, each without its {@code From } line; one message if this is no mbox. */
    public static List<byte[]> split(byte[] mbox) {
        MboxReader reader = new MboxReader(new ByteArrayInputStream(mbox), mbox.length);
        List<byte[]> messages = new ArrayList<>();
        try {
            Optional<byte[]> next = reader.next();
            while (next.isPresent() && messages.size() < MESSAGES_MAX) {
                messages.add(next.get());
                next = reader.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("octets in memory can be read", e);
        }
        return messages;
    }

    /** {@code From sender Thu Jan  1 00:00:00 1970}: a time and a year are what texts lack. */
    static boolean isFromLine(byte[] bytes, Lines line) {
        if (!line.startsWith("From ")) {
            return false;
        }
        boolean time = false;
        for (int i = line.start() + 7; i + 5 < line.end() && !time; i++) {
            time = bytes[i] == ':' && bytes[i + 3] == ':' && isDigit(bytes[i + 1]) && isDigit(bytes[i + 4]);
        }
        return time;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
