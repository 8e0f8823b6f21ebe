/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.config;

import org.jspecify.annotations.NullMarked;
