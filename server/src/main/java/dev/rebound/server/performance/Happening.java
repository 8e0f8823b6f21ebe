package dev.rebound.server.performance;

import dev.rebound.server.chart.Tone;

/**
 * One thing that happened, as the page says it.
 *
 * @param text a sentence with its number
 * @param cause what most of it has in common, empty if nothing is known
 * @param advice what to do, empty if nothing
 * @param link address of the recipients it is about
 */
public record Happening(Tone tone, String text, String cause, String advice, String link) {

    /** Without a common cause. */
    public Happening(Tone tone, String text, String advice, String link) {
        this(tone, text, "", advice, link);
    }
}
