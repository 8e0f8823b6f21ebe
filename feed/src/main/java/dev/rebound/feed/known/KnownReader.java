package dev.rebound.feed.known;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.ledger.Moments;
import dev.rebound.feed.ledger.StandingCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Reads what {@link KnownWriter} wrote, of suppressions and global bounces. Everything throws
 * {@link IllegalArgumentException} or {@link IllegalStateException} with what is wrong if it cannot be read.
 */
public final class KnownReader {

    /** The header of a record that says when it came to be so: microseconds since 1970 in decimal digits. */
    public static final String AT = "at";

    private static final ObjectMapper JSON = new ObjectMapper();

    private KnownReader() {}

    /** Whose suppression a record is about. */
    public record Whose(AccountId account, AddressKey address) {}

    /** What a key of a suppression says. */
    public static Whose whose(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        int space = text.indexOf(' ');
        if (space < 1) {
            throw new IllegalArgumentException("the key is not an account and an address");
        }
        return new Whose(
                new AccountId(Long.parseLong(text.substring(0, space))), new AddressKey(text.substring(space + 1)));
    }

    /** What a key of a global bounce says. */
    public static AddressKey address(byte[] key) {
        return new AddressKey(new String(key, StandardCharsets.UTF_8));
    }

    /** What is held against the address. */
    public static Suppression suppression(byte[] value) {
        return StandingCodec.suppression(tree(value))
                .orElseThrow(() -> new IllegalArgumentException("the record has no suppression"));
    }

    /** Since when it is bounced globally. */
    public static Instant globalSince(byte[] value) {
        JsonNode since = tree(value).path("since");
        if (!since.isIntegralNumber()) {
            throw new IllegalArgumentException("the record does not say since when");
        }
        return Moments.ofMicros(since.longValue());
    }

    /** What the header {@link #AT} says. */
    public static Instant at(byte[] header) {
        return Moments.ofMicros(Long.parseLong(new String(header, StandardCharsets.US_ASCII)));
    }

    /** The header {@link #AT} for a moment. */
    public static byte[] at(Instant moment) {
        return Long.toString(Moments.micros(moment)).getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonNode tree(byte[] value) {
        try {
            JsonNode node = JSON.readTree(value);
            if (node.path("v").intValue() > KnownWriter.VERSION) {
                throw new IllegalArgumentException("the record is of a later version than " + KnownWriter.VERSION);
            }
            return node;
        } catch (IOException e) {
            throw new IllegalArgumentException("the record is not JSON", e);
        }
    }
}
