package dev.rebound.server.design;

/**
 * Two colours that pages put on each other.
 *
 * @param front what is to be read or seen
 * @param ground what it stands on
 * @param least the ratio that WCAG 2.2 AA demands: 4.5 for text, 3 for the outline of a control
 */
public record Contrast(Colour front, Colour ground, double least) {

    /** For text of any size. */
    static final double TEXT = 4.5;
    /** For what is no text but has to be seen. */
    static final double OUTLINE = 3;

    private static final double FLARE = 0.05;

    /** The ratio in the light scheme, from 1 to 21. */
    public double light() {
        return ratio(front.light(), ground.light());
    }

    /** The ratio in the dark scheme. */
    public double dark() {
        return ratio(front.dark(), ground.dark());
    }

    /** Whether both are enough. */
    public boolean isEnough() {
        return light() >= least && dark() >= least;
    }

    private static double ratio(String one, String other) {
        double a = Colour.luminance(one) + FLARE;
        double b = Colour.luminance(other) + FLARE;
        return Math.max(a, b) / Math.min(a, b);
    }
}
