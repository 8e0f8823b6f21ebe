package dev.rebound.server.i18n;

/**
 * Why a rule or a code decides so, as one reader gets it.
 *
 * @param text one sentence
 * @param tag the BCP 47 tag of the language it is in, empty if that is not known: an installation writes the
 *     notes of its own rules as it likes
 */
public record Note(String text, String tag) {}
