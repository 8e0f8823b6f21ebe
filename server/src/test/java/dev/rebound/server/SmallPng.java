package dev.rebound.server;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A picture of a page with its 256 most frequent colours. Pages have few colours, but the edges of letters have thousands of
 * shades: each becomes the nearest that is kept, which nobody sees, and the file has half the size and less. What programs for
 * this do is cleverer and would be one more thing to install.
 */
final class SmallPng {

    private static final int COLOURS_MAX = 256;
    private static final int CHANNEL = 0xff;
    /** What two colours of one kind have in common: the upper three bits of each channel. */
    private static final int KIND = 0xe0e0e0;

    private static final int KINDS_MAX = 128;

    private SmallPng() {}

    /** The same picture, smaller. */
    static byte[] of(byte[] png) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        List<Integer> palette = frequent(pixels);
        Map<Integer, Integer> nearest = new HashMap<>();
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours(palette));
        int[] indexes = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indexes[i] = nearest.computeIfAbsent(pixels[i], colour -> nearest(palette, colour));
        }
        small.getRaster().setSamples(0, 0, width, height, 0, indexes);
        return written(small);
    }

    /** First the most frequent of each kind of colour, so that the one small red thing stays red; then the most frequent. */
    private static List<Integer> frequent(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        List<Integer> all = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        Set<Integer> kinds = new HashSet<>();
        Set<Integer> kept = new LinkedHashSet<>();
        all.stream().filter(colour -> kinds.add(colour & KIND)).limit(KINDS_MAX).forEach(kept::add);
        all.stream()
                .limit(COLOURS_MAX)
                .filter(colour -> kept.size() < COLOURS_MAX)
                .forEach(kept::add);
        return List.copyOf(kept);
    }

    private static IndexColorModel colours(List<Integer> palette) {
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        return new IndexColorModel(8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }

    private static int nearest(List<Integer> palette, int colour) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.size() && least > 0; i++) {
            int distance = distance(palette.get(i), colour);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int distance = 0;
        for (int shift : new int[] {0, 8, 16}) {
            int channel = (one >> shift & CHANNEL) - (other >> shift & CHANNEL);
            distance += channel * channel;
        }
        return distance;
    }

    private static byte[] written(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), smallest);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
