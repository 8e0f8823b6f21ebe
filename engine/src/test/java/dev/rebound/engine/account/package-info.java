/** Tests of the package of the same name. */
@NullMarked
package dev.rebound.engine.account;

import org.jspecify.annotations.NullMarked;
