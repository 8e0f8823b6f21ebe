package dev.rebound.store.delivery;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.store.database.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of the journal: what, which message, when, for a reply its words, and a checksum.
 *
 * <pre>
 * handing-over 17 1764000000000000 5f1d3c02
 * taken 17 1764000000120000 mx.example.org MjUwIG9r 0a44e19b
 * settled 17 9c31b7aa
 * </pre>
 *
 * <p>A reply may hold anything, so it is written in base 64. A line that was cut off by the end of the process
 * fails its checksum and is no line.
 */
sealed interface JournalLine {

    /** Characters of a reply that are kept; a server's longer essay is cut. */
    int REPLY_LENGTH_MAX = 2_000;
    /** Characters of a server's name that are kept. */
    int HOST_LENGTH_MAX = 255;

    MessageId message();

    /** About to be handed over. */
    record HandingOver(MessageId message, Instant at) implements JournalLine {}

    /** The server took it. */
    record Taken(MessageId message, Instant at, SmtpReply reply, String remoteMta) implements JournalLine {}

    /** It is in the ledger. */
    record Settled(MessageId message) implements JournalLine {}

    /** The line with its end. */
    default byte[] bytes() {
        String text = switch (this) {
            case HandingOver line -> "handing-over " + line.message + " " + Micros.of(line.at);
            case Taken line ->
                "taken " + line.message + " " + Micros.of(line.at) + " " + host(line.remoteMta) + " "
                        + base64(line.reply.wireText());
            case Settled line -> "settled " + line.message;
        };
        return (text + " " + checksum(text) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String host(String name) {
        String ascii = name.replaceAll("[^!-~]", "?");
        return ascii.isEmpty() ? "?" : ascii.substring(0, Math.min(ascii.length(), HOST_LENGTH_MAX));
    }

    private static String base64(String text) {
        String cut = text.substring(0, Math.min(text.length(), REPLY_LENGTH_MAX));
        return Base64.getEncoder().encodeToString(cut.getBytes(StandardCharsets.UTF_8));
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** Reads a line without its end; empty if it is damaged or was cut off. */
    static Optional<JournalLine> parse(String line) {
        int end = line.lastIndexOf(' ');
        if (end < 0 || !line.substring(end + 1).equals(checksum(line.substring(0, end)))) {
            return Optional.empty();
        }
        List<String> words = List.of(line.substring(0, end).split(" ", -1));
        MessageId message = new MessageId(Long.parseLong(words.get(1)));
        return switch (words.getFirst()) {
            case "handing-over" -> Optional.of(new HandingOver(message, at(words)));
            case "taken" -> reply(words.get(4)).map(reply -> new Taken(message, at(words), reply, words.get(3)));
            case "settled" -> Optional.of(new Settled(message));
            default -> Optional.empty();
        };
    }

    private static Instant at(List<String> words) {
        return Micros.toInstant(Long.parseLong(words.get(2)));
    }

    private static Optional<SmtpReply> reply(String base64) {
        return SmtpReply.parse(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    }
}
