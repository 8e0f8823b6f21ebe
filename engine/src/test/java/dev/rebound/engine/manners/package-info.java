/** Tests of the data and of its reader. */
@NullMarked
package dev.rebound.engine.manners;

import org.jspecify.annotations.NullMarked;
