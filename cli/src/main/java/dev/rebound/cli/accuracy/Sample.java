package dev.rebound.cli.accuracy;

/**
 * A labelled message or reply.
 *
 * @param id its file or id, which also decides its share
 * @param source where it was published, shortened to what tells sources apart
 * @param provider who sent it, as far as the label knows
 * @param language of its words, as a code of ISO 639-1
 */
record Sample(String id, Share share, String source, String provider, String language) {}
