package dev.rebound.feed.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * An object of JSON that is written field by field, in the order in which they are put; nothing is built in between, for
 * some of these are made hundreds of thousands of times a second. A name must not be put twice.
 *
 * <p>Text is kept as it is: half a surrogate pair, which mail can bring, becomes a question mark in {@link #octets}.
 */
public final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    /** Enough for most, so that it does not grow. */
    private static final int EXPECTED = 512;

    private final StringWriter text = new StringWriter(EXPECTED);
    private final JsonGenerator out;

    /** Of a form that has this version ({@code v}). */
    public JsonText(int version) {
        this();
        put("v", version);
    }

    /** Without a field. */
    public JsonText() {
        try {
            out = JSON.createGenerator(text);
            out.writeStartObject();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** A text. */
    public JsonText put(String name, String value) {
        try {
            out.writeStringField(name, value);
            return this;
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** A whole number. */
    public JsonText put(String name, long value) {
        try {
            out.writeNumberField(name, value);
            return this;
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** Yes or no. */
    public JsonText put(String name, boolean value) {
        try {
            out.writeBooleanField(name, value);
            return this;
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** Octets in base64. */
    public JsonText put(String name, byte[] value) {
        try {
            out.writeBinaryField(name, value);
            return this;
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** A list of texts. */
    public JsonText put(String name, Iterable<String> values) {
        try {
            out.writeArrayFieldStart(name);
            for (String value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
            return this;
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** An object in it. */
    public JsonText object(String name, Consumer<JsonText> fields) {
        try {
            out.writeObjectFieldStart(name);
            fields.accept(this);
            out.writeEndObject();
            return this;
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** Ends it; nothing can be put any more. */
    public String text() {
        try {
            out.close();
            return text.toString();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** Ends it, in UTF-8; nothing can be put any more. */
    public byte[] octets() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private static UncheckedIOException impossible(IOException e) {
        return new UncheckedIOException("memory was written to", e);
    }
}
