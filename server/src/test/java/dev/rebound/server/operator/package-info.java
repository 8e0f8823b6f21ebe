/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.operator;

import org.jspecify.annotations.NullMarked;
