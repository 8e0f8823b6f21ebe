/** Tests of the guard's pages and routes. */
@NullMarked
package dev.rebound.server.guard;

import org.jspecify.annotations.NullMarked;
