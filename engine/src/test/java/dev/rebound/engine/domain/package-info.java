/** Tests of {@link dev.rebound.engine.domain}. */
@NullMarked
package dev.rebound.engine.domain;

import org.jspecify.annotations.NullMarked;
