/**
 * How providers that relay mail write down what became of a message, one class each, after their published documents. Must
 * not know how a call proves to be the provider's, nor what comes of it. Start at
 * {@link dev.rebound.feed.provider.EventReader}.
 */
@NullMarked
package dev.rebound.feed.provider;

import org.jspecify.annotations.NullMarked;
