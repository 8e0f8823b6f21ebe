package dev.rebound.server.chart;

import java.util.Locale;

/** What a colour stands for; the style sheet gives it for light and dark. */
public enum Tone {
    GOOD,
    HARD,
    SOFT,
    WAIT,
    IDLE,
    ACCENT;

    /** Its class in the style sheet. */
    public String fill() {
        return "fill-" + name().toLowerCase(Locale.ROOT);
    }
}
