/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.api;

import org.jspecify.annotations.NullMarked;
