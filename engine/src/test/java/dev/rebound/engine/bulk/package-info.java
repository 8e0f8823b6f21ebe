/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.engine.bulk;

import org.jspecify.annotations.NullMarked;
