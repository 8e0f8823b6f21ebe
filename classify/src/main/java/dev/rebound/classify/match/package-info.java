/**
 * Finds all phrases of all rules in a text at once, in one pass. Must not know what a phrase means.
 * Start at {@link dev.rebound.classify.match.PhraseBook}.
 */
@NullMarked
package dev.rebound.classify.match;

import org.jspecify.annotations.NullMarked;
