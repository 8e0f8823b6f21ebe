/** Tests of writing emails. */
@NullMarked
package dev.rebound.server.email;

import org.jspecify.annotations.NullMarked;
