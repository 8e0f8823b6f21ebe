/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.log;

import org.jspecify.annotations.NullMarked;
