/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.i18n;

import org.jspecify.annotations.NullMarked;
