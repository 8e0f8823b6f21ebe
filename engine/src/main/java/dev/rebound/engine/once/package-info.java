/**
 * Calls that a program may repeat without having them carried out twice: it gives each a key, and the answer is kept by
 * it. Start at {@link dev.rebound.engine.once.KeptAnswers}.
 */
@NullMarked
package dev.rebound.engine.once;

import org.jspecify.annotations.NullMarked;
