/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.server.account;

import org.jspecify.annotations.NullMarked;
