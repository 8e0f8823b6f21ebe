/**
 * Makes and judges the statistical fallback: gathers what there is to learn from, learns, and measures by
 * leaving rules out whether the model beats the codes on texts that no rule knows. Runs when somebody
 * trains, never when a verdict is wanted. Start at {@link dev.rebound.classify.training.Trainer}.
 */
@NullMarked
package dev.rebound.classify.training;

import org.jspecify.annotations.NullMarked;
