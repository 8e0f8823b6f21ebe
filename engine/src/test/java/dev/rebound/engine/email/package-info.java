/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.engine.email;

import org.jspecify.annotations.NullMarked;
