/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.policy;

import org.jspecify.annotations.NullMarked;
