/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.contact;

import org.jspecify.annotations.NullMarked;
