package dev.rebound.classify.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model as bytes: the letters {@code RBM1}, number of places and families and bands (16 bits each, the
 * first as a power of two), scale, biases, thresholds (32-bit floats), then the weights, a byte each; all
 * big-endian. The same model gives the same bytes.
 */
public final class ModelFile {

    private static final int MAGIC = 0x52424d31;
    private static final int PLACES_POWER = Integer.numberOfTrailingZeros(Features.PLACES);
    private static final int FAMILIES = Family.values().length;
    private static final int BANDS = Band.values().length;
    private static final String NAME = "model-";

    private ModelFile() {}

    /** The bytes of a model. */
    public static byte[] write(TextModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeShort(PLACES_POWER);
            out.writeShort(FAMILIES);
            out.writeShort(BANDS);
            out.writeFloat(model.scale());
            for (float bias : model.biases()) {
                out.writeFloat(bias);
            }
            for (float threshold : model.thresholds()) {
                out.writeFloat(threshold);
            }
            out.write(model.weights());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The model of these bytes.
     *
     * @throws IllegalArgumentException if they are not one that this version reads
     */
    public static TextModel read(byte[] file) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            if (in.readInt() != MAGIC
                    || in.readShort() != PLACES_POWER
                    || in.readShort() != FAMILIES
                    || in.readShort() != BANDS) {
                throw new IllegalArgumentException("not a model that this version reads; train it again");
            }
            float scale = in.readFloat();
            float[] biases = floats(in, FAMILIES);
            float[] thresholds = floats(in, BANDS * FAMILIES);
            byte[] weights = new byte[Features.PLACES * FAMILIES];
            in.readFully(weights);
            return new TextModel(name(file), weights, scale, biases, thresholds);
        } catch (IOException e) {
            throw new IllegalArgumentException("the model is cut short; train it again", e);
        }
    }

    private static float[] floats(DataInputStream in, int count) throws IOException {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = in.readFloat();
        }
        return floats;
    }

    /** The same model under the name that its content gives it. */
    static TextModel named(TextModel model) {
        return new TextModel(name(write(model)), model.weights(), model.scale(), model.biases(), model.thresholds());
    }

    private static String name(byte[] file) {
        try {
            return NAME
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(file), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
