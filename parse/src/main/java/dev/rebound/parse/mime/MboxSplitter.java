package dev.rebound.parse.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes an mbox apart (RFC 4155). A message starts at a line {@code From sender date} that opens the file or
 * follows an empty line; the date is asked for, because texts of messages contain such lines without one. Behind
 * a colon it opens a message that a report quotes with its {@code From } line ("bounced mail:").
 */
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
        List<byte[]> messages = new ArrayList<>();
        Lines lines = new Lines(mbox, 0, mbox.length);
        int start = 0;
        boolean afterEmpty = true;
        boolean quoted = false;
        while (lines.advance() && messages.size() < MESSAGES_MAX) {
            if (afterEmpty && !quoted && isFromLine(mbox, lines)) {
                if (lines.start() > start) {
                    messages.add(Arrays.copyOfRange(mbox, start, lines.start()));
                }
                start = lines.next();
            }
            afterEmpty = lines.isEmpty();
            quoted = afterEmpty ? quoted : mbox[lines.end() - 1] == ':';
        }
        if (messages.size() < MESSAGES_MAX && (start < mbox.length || messages.isEmpty())) {
            messages.add(Arrays.copyOfRange(mbox, start, mbox.length));
        }
        return messages;
    }

    /** {@code From sender Thu Jan  1 00:00:00 1970}: a time and a year are what texts lack. */
    private static boolean isFromLine(byte[] bytes, Lines line) {
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
