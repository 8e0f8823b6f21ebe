/** classify. */
@NullMarked
package dev.rebound.classify;

import org.jspecify.annotations.NullMarked;
