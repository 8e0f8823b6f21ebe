/**
 * What somebody who mistyped a name may have meant. Must not know what the names are of. Start at
 * {@link dev.rebound.core.spelling.Suggestion}.
 */
@NullMarked
package dev.rebound.core.spelling;

import org.jspecify.annotations.NullMarked;
