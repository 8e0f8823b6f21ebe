/** parse. */
@NullMarked
package dev.rebound.parse;

import org.jspecify.annotations.NullMarked;
