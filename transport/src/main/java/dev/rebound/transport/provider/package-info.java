/**
 * How providers that relay mail sign their calls and write down what became of a message, one class each, after their published
 * documents. Must not know what comes of it. Start at {@link dev.rebound.transport.provider.Dialects}.
 */
@NullMarked
package dev.rebound.transport.provider;

import org.jspecify.annotations.NullMarked;
