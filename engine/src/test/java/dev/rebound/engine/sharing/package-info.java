/** Tests of sharing between installations. */
@NullMarked
package dev.rebound.engine.sharing;

import org.jspecify.annotations.NullMarked;
