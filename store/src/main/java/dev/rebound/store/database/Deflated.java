package dev.rebound.store.database;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Mail as it is kept: deflated (zlib format, RFC 1950). */
public final class Deflated {

    private Deflated() {}

    /** Packs. */
    public static byte[] pack(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2 + 64);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("packing mail in memory", e);
        }
        return packed.toByteArray();
    }

    /** Unpacks what {@link #pack} made of {@code size} octets; reads no more than that. */
    public static byte[] unpack(byte[] packed, int size) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(size);
        } catch (IOException e) {
            throw new UncheckedIOException("stored mail is damaged", e);
        }
    }
}
