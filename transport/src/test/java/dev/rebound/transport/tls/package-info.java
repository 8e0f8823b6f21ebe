/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.transport.tls;

import org.jspecify.annotations.NullMarked;
