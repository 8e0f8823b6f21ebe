/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.web;

import org.jspecify.annotations.NullMarked;
