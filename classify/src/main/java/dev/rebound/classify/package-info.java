/**
 * Evidence to verdict, by rules that are data ({@code rules/} at the root of the project).
 * Must not know where evidence came from or what is done about a verdict. Start at
 * {@link dev.rebound.classify.Classifier}.
 */
@NullMarked
package dev.rebound.classify;

import org.jspecify.annotations.NullMarked;
