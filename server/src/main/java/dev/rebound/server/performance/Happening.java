package dev.rebound.server.performance;

import dev.rebound.server.chart.Tone;

/**
 * One thing that happened, as the page says it.
 *
 * @param text a sentence with its number
 * @param advice what to do, empty if nothing
 * @param link address of the recipients it is about
 */
public record Happening(Tone tone, String text, String advice, String link) {}
