/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.session;

import org.jspecify.annotations.NullMarked;
