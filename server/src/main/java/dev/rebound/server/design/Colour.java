package dev.rebound.server.design;

/**
 * A colour of the design, in both schemes.
 *
 * @param name of the token, without its dashes
 * @param light as {@code #rrggbb}
 * @param dark as {@code #rrggbb}
 */
public record Colour(String name, String light, String dark) {

    private static final int HEX = 16;
    private static final int CHANNEL_DIGITS = 2;
    private static final double CHANNEL_MAX = 255;

    /** How much light it gives off in one scheme, from 0 to 1: WCAG 2.2, "relative luminance". */
    static double luminance(String hex) {
        return 0.2126 * linear(hex, 0) + 0.7152 * linear(hex, 1) + 0.0722 * linear(hex, 2);
    }

    private static double linear(String hex, int channel) {
        int from = 1 + channel * CHANNEL_DIGITS;
        double value = Integer.parseInt(hex.substring(from, from + CHANNEL_DIGITS), HEX) / CHANNEL_MAX;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
