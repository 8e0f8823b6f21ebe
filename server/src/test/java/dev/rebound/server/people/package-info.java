/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.people;

import org.jspecify.annotations.NullMarked;
