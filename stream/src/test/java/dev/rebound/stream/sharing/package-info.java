/**
 * Installations with databases of their own, a broker and the job between them: what one learns holds in the other. Start at
 * {@link dev.rebound.stream.sharing.SharedTruthTest}.
 */
@NullMarked
package dev.rebound.stream.sharing;

import org.jspecify.annotations.NullMarked;
