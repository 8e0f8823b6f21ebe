/** Tests of manners: no thread, no clock but the one in the test's hand. */
@NullMarked
package dev.rebound.engine.lane;

import org.jspecify.annotations.NullMarked;
