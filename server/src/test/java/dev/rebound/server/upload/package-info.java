/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.upload;

import org.jspecify.annotations.NullMarked;
