/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.suppression;

import org.jspecify.annotations.NullMarked;
