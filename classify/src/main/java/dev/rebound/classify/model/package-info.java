/**
 * The statistical fallback: what a text probably means if no rule knows its words. A linear model over
 * character n-grams, trained from the rules' own examples and labelled samples, read from one resource.
 * Must not know rules or verdicts. Start at {@link dev.rebound.classify.model.TextModel}.
 */
@NullMarked
package dev.rebound.classify.model;

import org.jspecify.annotations.NullMarked;
