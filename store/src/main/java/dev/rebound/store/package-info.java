/** store. */
@NullMarked
package dev.rebound.store;

import org.jspecify.annotations.NullMarked;
