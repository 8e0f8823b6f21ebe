package dev.rebound.store.database;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Mail as it is kept: deflated (zlib format, RFC 1950), at the fastest level. On 505 sample messages the usual
 * level took 1.4 times the CPU to make them 3 % smaller.
 */
public final class Deflated {

    private static final int BUFFER_OCTETS = 4_096;

    private Deflated() {}

    /** Packs. */
    public static byte[] pack(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2 + 64);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, BUFFER_OCTETS)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("packing mail in memory", e);
        } finally {
            deflater.end();
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
